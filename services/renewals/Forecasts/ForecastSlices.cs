using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

/// <param name="Renewals">What the figures are made of.</param>
public sealed record ForecastResponse(
    DateOnly From,
    DateOnly To,
    string Currency,
    ForecastSums Figures,
    IReadOnlyList<RenewalView> Renewals
);

public sealed class SnapshotView
{
    public Guid Id { get; init; }

    /// <summary>The day on which it was taken.</summary>
    public DateOnly TakenOn { get; init; }

    /// <summary>When it was taken (RFC 3339, UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>First day of the period that it forecasts.</summary>
    public DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the period.</summary>
    public DateOnly PeriodTo { get; init; }

    /// <summary>ARR whose term ends in the period.</summary>
    public decimal Due { get; init; }

    /// <summary>ARR that was renewed already, and undecided ARR that was called commit.</summary>
    public decimal Commit { get; init; }

    /// <summary>Commit, and undecided ARR that was in the best case.</summary>
    public decimal BestCase { get; init; }

    /// <summary>Undecided ARR at risk.</summary>
    public decimal AtRisk { get; init; }

    /// <summary>ARR times the stage's probability; what was decided at what it renewed at.</summary>
    public decimal Weighted { get; init; }
}

/// <param name="DaysBefore">120, 90, 60 or 30 days before the period's end.</param>
/// <param name="TakenOn">The snapshot used: the last one taken by then; null where there is none.</param>
/// <param name="HitRate">Calls that came true / calls of renewals that are decided; left out while the period is not
/// over.</param>
/// <param name="Forecast">Weighted forecast at that time, in the reporting currency.</param>
/// <param name="Actual">What was renewed of the period, in the reporting currency; left out while the period is not
/// over.</param>
/// <param name="Accuracy">1 − |forecast − actual| / actual; left out without a forecast, and while the period is not
/// over.</param>
/// <param name="Bias">(forecast − actual) / actual: above 0 too hopeful; left out as accuracy is.</param>
/// <param name="Calls">Calls of renewals that are decided; 0 while the period is not over.</param>
/// <param name="Hits">Those among them that came true.</param>
/// <param name="Over">Whether the period is over: before that nothing can be said about the forecast.</param>
public sealed record AccuracyAt(
    int DaysBefore,
    DateOnly? TakenOn,
    decimal? Forecast,
    decimal? Actual,
    decimal? Accuracy,
    decimal? Bias,
    int Calls,
    int Hits,
    decimal? HitRate,
    bool Over
);

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
