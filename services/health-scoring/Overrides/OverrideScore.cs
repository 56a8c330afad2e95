using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Overrides;

/// <param name="Score">0–100, two decimals, in the computed score's place.</param>
/// <param name="Reason">Why, for everybody to read.</param>
/// <param name="Until">The last day on which it holds, at most a year ahead.</param>
public sealed record OverrideScoreRequest(
    [Range(0, 100)] decimal Score,
    [Required, StringLength(1000, MinimumLength = 3)] string Reason,
    DateOnly Until
);

/// <summary>
/// <c>POST /v1/accounts/{id}/score/override</c> puts a score in the computed one's place until a day; the explanation
/// goes on showing what was computed. <c>DELETE</c> ends it; <c>GET</c> lists all there ever were, latest first.
/// </summary>
public static class OverrideScore
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapPost("/score/override", HandleAsync)
            .WithName(nameof(OverrideScore))
            .RequireRoles(Roles.Ops, Roles.Manager);

    private const int MostDays = 366;

    private static async Task<Results<Created<OverrideResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        OverrideScoreRequest request,
        Caller caller,
        Database database,
        UsageCalendar calendar,
        TimeProvider clock,
        ScoringSignal signal,
        CancellationToken ct
    )
    {
        var (today, now) = (calendar.Today, clock.GetUtcNow());
        if (request.Until < today || request.Until > today.AddDays(MostDays))
            return Problem.Invalid("until", $"{request.Until:O} is not a day from today to a year ahead").ToResult();
        if (Points.Round(request.Score) != request.Score)
            return Problem.Invalid("score", $"{request.Score} has more than two decimals").ToResult();
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();

        await using (var work = await database.BeginAsync(ct))
        {
            await work.ExecuteAsync(
                Put,
                new
                {
                    accountId,
                    today,
                    Until = request.Until.AddDays(1),
                    request.Score,
                    request.Reason,
                    By = caller.Id,
                    now,
                }
            );
            await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
            await work.CommitAsync();
        }
        signal.Set();
        return TypedResults.Created(
            $"/v1/accounts/{accountId}/score",
            new OverrideResponse(accountId, request.Score, request.Reason, today, request.Until, caller.Id, now)
        );
    }

    private const string Put = """
        insert into reading (account_id, measure, from_day, until_day, value, reason, recorded_by, recorded_at)
        values (@accountId, 'override', @today, @Until, @Score, @Reason, @By, @now)
        on conflict (account_id, measure, from_day) do update
        set until_day = excluded.until_day, value = excluded.value, reason = excluded.reason,
            recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
        """;
}
