using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Values;

namespace Platform.Renewals.Renewals;

/// <param name="Answer"><c>renew</c>, <c>unsure</c> or <c>leave</c>.</param>
/// <param name="ContactId">The sponsor who was asked.</param>
/// <param name="SaidOn">Not in the future.</param>
public sealed record RecordGutCheckRequest(
    [Required, RegularExpression("^(renew|unsure|leave)$")] string Answer,
    Guid ContactId,
    [Happened] DateOnly SaidOn,
    [StringLength(2000)] string? Note
);

/// <summary>What the customer's sponsor says when asked straight out whether they would renew. It stands beside the
/// three likelihoods and changes none of them.</summary>
public static class RecordGutCheck
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals.MapPost("/{id:guid}/gut-check", HandleAsync).WithName(nameof(RecordGutCheck));

    private static async Task<Results<Ok<RenewalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RecordGutCheckRequest request,
        HttpContext http,
        RenewalChanges changes,
        CancellationToken ct
    ) =>
        await changes.ApplyAsync(
            id,
            http,
            $"Sponsor's gut check: {request.Answer}",
            async (work, _, _) =>
            {
                await work.ExecuteAsync(
                    Update,
                    new
                    {
                        id,
                        request.Answer,
                        request.ContactId,
                        request.SaidOn,
                        request.Note,
                    }
                );
                return null;
            },
            ct
        );

    private const string Update =
        "update renewal set gut_check = @Answer, gut_check_contact = @ContactId, gut_check_on = @SaidOn, "
        + "gut_check_note = @Note where id = @id";
}
