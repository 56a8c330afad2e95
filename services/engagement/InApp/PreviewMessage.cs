using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.InApp;

/// <param name="AccountId">The account of the user.</param>
/// <param name="User">The product's own user id.</param>
/// <param name="Locale">The language of the texts: <c>de</c>, <c>de-AT</c>; English unless it is given.</param>
public sealed record PreviewMessageRequest(
    Guid AccountId,
    [Required, StringLength(200, MinimumLength = 1)] string User,
    [StringLength(20)] string? Locale
);

/// <param name="Message">What the user would see.</param>
/// <param name="InAudience">Whether the user is in the message's audience.</param>
/// <param name="Known">How many users of the product are known as people of an account, at most 100,000 are looked
/// at.</param>
/// <param name="Matching">How many of these are in the audience.</param>
public sealed record PreviewMessageResponse(OfferedMessage Message, bool InAudience, int Known, int Matching);

public static class PreviewMessage
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapPost("/{id:guid}/preview", HandleAsync)
            .WithName(nameof(PreviewMessage))
            .WithoutIdempotencyKey()
            .WithDescription("What one user would see, and how many are in the audience. Shows and stores nothing.");

    private static async Task<Results<Ok<PreviewMessageResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PreviewMessageRequest request,
        Database database,
        MessageWriter messages,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        if (await messages.FindAsync(id, ct) is not { } row)
            return Problem.NotFound("message", id).ToResult();
        var message = new CompiledMessage(row);
        var user = UserIdentity.From(row.ApplicationId, request.AccountId.ToString(), request.User)!;
        if (await AudienceFacts.ReadAsync(database, user, ct) is not { } facts)
            return Problem.Invalid("accountId", $"there is no account {request.AccountId}").ToResult();
        var known = await AudienceFacts.ReadKnownAsync(database, MostLookedAt, ct);
        var variant = message.VariantFor(facts.AccountId, request.User);
        var verdict = new Verdict(message, Reasons.Offered, Showing: 1, Latest: null);
        return TypedResults.Ok(
            new PreviewMessageResponse(
                OfferedMessage.From(verdict, variant, request.Locale),
                message.IsFor(facts, calendar.Today),
                known.Count,
                known.Count(other => message.IsFor(other, calendar.Today))
            )
        );
    }

    private const int MostLookedAt = 100_000;
}
