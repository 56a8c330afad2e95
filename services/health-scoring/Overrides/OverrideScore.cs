using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scores;
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
    private const int MostDays = 366;

    public static void Map(IEndpointRouteBuilder account)
    {
        account
            .MapPost("/score/override", PutAsync)
            .WithName(nameof(OverrideScore))
            .RequireRoles(Roles.Ops, Roles.Manager);
        account
            .MapDelete("/score/override", EndAsync)
            .WithName("EndOverride")
            .WithDescription("Ends a person's override; the computed score counts again.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        account
            .MapGet("/score/override", ListAsync)
            .WithName("ListOverrides")
            .WithDescription("Every override that there was of the account's score, the latest first.");
    }

    private static async Task<Results<Created<OverrideResponse>, ProblemHttpResult>> PutAsync(
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
            await work.ExecuteAsync(MarkDirty.Sql, new { Id = accountId });
            await work.CommitAsync();
        }
        signal.Set();
        return TypedResults.Created(
            $"/v1/accounts/{accountId}/score",
            new OverrideResponse(accountId, request.Score, request.Reason, today, request.Until, caller.Id, now)
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid accountId,
        Database database,
        UsageCalendar calendar,
        TimeProvider clock,
        ScoringSignal signal,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        await using (var work = await database.BeginAsync(ct))
        {
            await Readings.ExpireAsync(work, accountId, Measure.Override, calendar.Today, clock.GetUtcNow());
            await work.CommitAsync();
        }
        signal.Set();
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ListOverridesResponse>, ProblemHttpResult>> ListAsync(
        Guid accountId,
        Database database,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        var rows = await database.QueryAsync<Row>(List, new { accountId }, ct);
        return TypedResults.Ok(
            new ListOverridesResponse([
                .. rows.Select(r => new OverrideResponse(
                    accountId,
                    r.Value,
                    r.Reason,
                    r.FromDay,
                    r.UntilDay.AddDays(-1),
                    r.RecordedBy,
                    r.RecordedAt
                )),
            ])
        );
    }

    private sealed class Row
    {
        public decimal Value { get; init; }
        public string Reason { get; init; } = "";
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
        public string RecordedBy { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }
    }

    private const string Put = """
        insert into reading (account_id, measure, from_day, until_day, value, reason, recorded_by, recorded_at)
        values (@accountId, 'override', @today, @Until, @Score, @Reason, @By, @now)
        on conflict (account_id, measure, from_day) do update
        set until_day = excluded.until_day, value = excluded.value, reason = excluded.reason,
            recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
        """;

    private const string List = """
        select value, reason, from_day, until_day, recorded_by, recorded_at from reading
        where account_id = @accountId and measure = 'override' order by from_day desc limit 200
        """;
}
