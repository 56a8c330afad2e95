using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

public static class ForecastSlices
{
    private static readonly int[] Horizons = [120, 90, 60, 30];

    public static void Map(IEndpointRouteBuilder forecasts)
    {
        forecasts
            .MapGet("/", GetAsync)
            .WithName("GetForecast")
            .WithDescription("What is due in a period and how it is likely to end, with the renewals it is made of.");
        forecasts
            .MapGet("/snapshots", (DateOnly from, DateOnly to, Database database, CancellationToken ct) =>
                database.QueryAsync<SnapshotView>($"{Snapshots} order by taken_on", new { from, to }, ct)
            )
            .WithName("ListForecastSnapshots")
            .WithDescription("How the forecast of a period looked week by week.");
        forecasts
            .MapPost("/snapshots", TakeAsync)
            .WithName("TakeForecastSnapshot")
            .WithDescription("Keeps how the forecast of a period looks now, to be compared with what comes of it.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        forecasts
            .MapGet("/accuracy", AccuracyAsync)
            .WithName("GetForecastAccuracy")
            .WithDescription("How near earlier forecasts of a period were to what was renewed, once it is over.");
    }

    private static async Task<ForecastResponse> GetAsync(
        DateOnly from,
        DateOnly to,
        string? owner,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var currency = organisation.Value.ReportingCurrency;
        var renewals = (
            await database.QueryAsync<RenewalView>(
                ForecastSnapshots.OfPeriod,
                new
                {
                    from,
                    to,
                    Currency = currency,
                },
                ct
            )
        ).Where(r => owner is null || r.Owner == owner).ToList();
        return new ForecastResponse(from, to, currency, ForecastSums.Of(renewals), renewals);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        DateOnly from,
        DateOnly to,
        ForecastSnapshots snapshots,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (to < from)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} lies before from, {from:yyyy-MM-dd}").ToResult();
        if (!await snapshots.TakeAsync(day.Today, from, to, ct))
            return new Problem(
                "renewals/snapshot-taken",
                StatusCodes.Status409Conflict,
                "The snapshot of today exists.",
                "A snapshot is what was said that day; it is not taken again."
            ).ToResult();
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<AccuracyAt>> AccuracyAsync(
        DateOnly from,
        DateOnly to,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var over = to < day.Today;
        decimal? actual = over ? await database.ScalarAsync<decimal>(Actual, new { from, to }, ct) : null;
        var snapshots = await database.QueryAsync<SnapshotView>(
            $"{Snapshots} order by taken_on desc",
            new { from, to },
            ct
        );
        var answers = new List<AccuracyAt>();
        foreach (var days in Horizons)
        {
            var by = to.AddDays(-days);
            // A horizon that is still to come has no forecast yet, whatever was said before it.
            if (by > day.Today || snapshots.FirstOrDefault(s => s.TakenOn <= by) is not { } taken)
            {
                answers.Add(new AccuracyAt(days, null, null, actual, null, null, 0, 0, null, over));
                continue;
            }

            if (actual is not { } renewed)
            {
                answers.Add(new AccuracyAt(days, taken.TakenOn, taken.Weighted, null, null, null, 0, 0, null, over));
                continue;
            }

            var calls = await database.QueryAsync<Call>(Calls, new { taken.Id }, ct);
            var judged = calls.Select(c => ForecastAccuracy.Hit(c.Category, c.Outcome)).OfType<bool>().ToList();
            var hits = judged.Count(h => h);
            answers.Add(
                new AccuracyAt(
                    days,
                    taken.TakenOn,
                    taken.Weighted,
                    renewed,
                    ForecastAccuracy.Of(taken.Weighted, renewed),
                    ForecastAccuracy.Bias(taken.Weighted, renewed),
                    judged.Count,
                    hits,
                    judged.Count == 0 ? null : (decimal)hits / judged.Count,
                    over
                )
            );
        }

        return answers;
    }

    private sealed class Call
    {
        public string Category { get; init; } = "";
        public string? Outcome { get; init; }
    }

    private const string Snapshots = """
        select id, taken_on, taken_at, period_from, period_to, due, commit, best_case, at_risk, weighted
        from forecast_snapshot where period_from = @from and period_to = @to
        """;

    private const string Actual =
        "select coalesce(sum(renewed_arr), 0) from renewal where ends_on between @from and @to and outcome is "
        + "distinct from 'superseded'";

    private const string Calls = """
        select l.category, case when r.outcome = 'superseded' then null else r.outcome end as outcome
        from forecast_line l join renewal r on r.id = l.renewal_id where l.snapshot_id = @Id and l.called
        """;
}
