using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Accounts;

/// <param name="Sentiment">1 (lost) to 5 (delighted).</param>
/// <param name="Reason">Why: <c>relationship</c>, <c>product_fit</c>, <c>value</c>, <c>support</c>, <c>commercial</c>,
/// <c>organisation_change</c> or <c>other</c>.</param>
public sealed record RecordSentimentRequest(
    [Range(1, 5)] int Sentiment,
    [Required] string Reason,
    [StringLength(2000)] string? Note
);

/// <param name="Sentiment">1 (very bad) to 5 (very good).</param>
public sealed record RecordSentimentResponse(Guid AccountId, int Sentiment, string Reason, DateOnly From);

/// <summary><c>POST /v1/accounts/{id}/sentiment</c>: the CSM's own judgement. It holds until the next one, or until the
/// account is handed over.</summary>
public static class RecordSentiment
{
    private static readonly string[] Reasons =
    [
        "relationship",
        "product_fit",
        "value",
        "support",
        "commercial",
        "organisation_change",
        "other",
    ];

    public static void Map(IEndpointRouteBuilder account) =>
        account.MapPost("/sentiment", HandleAsync).WithName(nameof(RecordSentiment));

    private static async Task<Results<Created<RecordSentimentResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        RecordSentimentRequest request,
        Caller caller,
        Database database,
        IAccountsClient accounts,
        UsageCalendar calendar,
        TimeProvider clock,
        ScoringSignal signal,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        // Scoring keeps no owners; a sentiment is rare enough to ask for them.
        if (
            !caller.WritesAllAccounts
            && !(
                caller.Is(Roles.Csm)
                && (await accounts.OwnersAsync(accountId, ct)).Contains(caller.Id, StringComparer.Ordinal)
            )
        )
            return Problem
                .Forbidden(
                    $"{caller.Id} ({caller.Role}) is no owner of account {accountId}; ask its owner or a manager."
                )
                .ToResult();
        if (!Reasons.Contains(request.Reason, StringComparer.Ordinal))
            return Problem.Invalid("reason", $"'{request.Reason}' is none of {string.Join(", ", Reasons)}").ToResult();

        await using (var work = await database.BeginAsync(ct))
        {
            await Readings.RecordAsync(
                work,
                new Reading(
                    accountId,
                    Measure.Sentiment,
                    calendar.Today,
                    clock.GetUtcNow(),
                    request.Sentiment,
                    caller.Id,
                    request.Reason,
                    request.Note
                )
            );
            await work.CommitAsync();
        }
        signal.Set();
        return TypedResults.Created(
            $"/v1/accounts/{accountId}/score",
            new RecordSentimentResponse(accountId, request.Sentiment, request.Reason, calendar.Today)
        );
    }
}
