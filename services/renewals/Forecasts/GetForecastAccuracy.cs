using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

public static class GetForecastAccuracy
{
    public static void Map(IEndpointRouteBuilder forecasts) =>
        forecasts
            .MapGet("/accuracy", HandleAsync)
            .WithName(nameof(GetForecastAccuracy))
            .WithDescription("How near earlier forecasts of a period were to what was renewed, once it is over.");

    private static async Task<Ok<IReadOnlyList<ForecastAccuracyResponse>>> HandleAsync(
        DateOnly from,
        DateOnly to,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var over = to < day.Today;
        decimal? actual = over ? await database.ScalarAsync<decimal>(Actual, new { from, to }, ct) : null;
        var snapshots = await database.QueryAsync<ForecastSnapshotResponse>(
            $"{ForecastSnapshotResponse.OfPeriod} order by taken_on desc",
            new { from, to },
            ct
        );
        var answers = new List<ForecastAccuracyResponse>();
        foreach (var days in Horizons)
        {
            var by = to.AddDays(-days);
            // A horizon that is still to come has no forecast yet, whatever was said before it.
            if (by > day.Today || snapshots.FirstOrDefault(s => s.TakenOn <= by) is not { } taken)
            {
                answers.Add(new ForecastAccuracyResponse(days, null, null, actual, null, null, 0, 0, null, over));
                continue;
            }

            if (actual is not { } renewed)
            {
                answers.Add(
                    new ForecastAccuracyResponse(
                        days,
                        taken.TakenOn,
                        taken.Weighted,
                        null,
                        null,
                        null,
                        0,
                        0,
                        null,
                        over
                    )
                );
                continue;
            }

            var calls = await database.QueryAsync<Call>(Calls, new { taken.Id }, ct);
            var judged = calls.Select(c => ForecastAccuracy.Hit(c.Category, c.Outcome)).OfType<bool>().ToList();
            var hits = judged.Count(h => h);
            answers.Add(
                new ForecastAccuracyResponse(
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

        return TypedResults.Ok<IReadOnlyList<ForecastAccuracyResponse>>(answers);
    }

    private static readonly int[] Horizons = [120, 90, 60, 30];

    private sealed class Call
    {
        public string Category { get; init; } = "";
        public string? Outcome { get; init; }
    }

    private const string Actual =
        "select coalesce(sum(renewed_arr), 0) from renewal where ends_on between @from and @to and outcome is "
        + "distinct from 'superseded'";

    private const string Calls = """
        select l.category, case when r.outcome = 'superseded' then null else r.outcome end as outcome
        from forecast_line l join renewal r on r.id = l.renewal_id where l.snapshot_id = @Id and l.called
        """;
}
