using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="Status"><c>accepted</c>, <c>refused</c> or <c>done</c>.</param>
public sealed record AnswerReferenceRequest([Required] string Status, [StringLength(2000)] string? Note);

public static class AnswerReference
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates
            .MapPut("/references/{referenceId:guid}/status", HandleAsync)
            .WithName(nameof(AnswerReference))
            .WithDescription("What became of asking for a reference.");

    private static async Task<Results<Ok<ReferenceResponse>, ProblemHttpResult>> HandleAsync(
        Guid referenceId,
        AnswerReferenceRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>(
                "select a.account_id from reference_request r join advocate a on a.id = r.advocate_id where r.id "
                    + "= @referenceId for update of r",
                new { referenceId }
            )
            is not { } account
        )
            return Problem.NotFound("reference", referenceId).ToResult();
        await ownership.RequireAsync(caller, account, ct);
        if (request.Status is not ("accepted" or "refused" or "done"))
            return Problem.Invalid("status", $"'{request.Status}' is none of: accepted, refused, done").ToResult();
        await work.ExecuteAsync(
            "update reference_request set status = @Status, note = @Note, answered_at = @Now where id = @referenceId",
            new
            {
                referenceId,
                request.Status,
                request.Note,
                Now = clock.GetUtcNow(),
            }
        );
        var answer = await work.SingleOrDefaultAsync<ReferenceResponse>(
            $"{ReferenceSql.Select} where r.id = @referenceId",
            new { referenceId }
        );
        await work.CommitAsync();
        return TypedResults.Ok(answer!);
    }
}
