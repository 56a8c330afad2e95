using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <param name="Measures">All of the catalogue, those without any value too.</param>
public sealed record GetMeasuresResponse(
    Guid AccountId,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<MeasureSeries> Measures
);

/// <summary>
/// <c>GET /v1/accounts/{id}/measures?from=&amp;to=</c>: every measure of the account day by day, whether or not a
/// scorecard weighs it; both days included, at most 200; the last 30 by default. From all that is known now about each
/// day: what was known then is with the scores of then.
/// </summary>
public static class GetMeasures
{
    /// <summary>Facts are read for 400 days, and the longest window that a measure looks back is 180.</summary>
    public const int MostDays = 200;

    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/measures", HandleAsync).WithName(nameof(GetMeasures));

    private static async Task<Results<Ok<GetMeasuresResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Database database,
        UsageCalendar calendar,
        CancellationToken ct,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        var (first, last) = DaySpan.Of(from, to, calendar.Today, MostDays);
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();

        var points = MeasureCatalogue.All.Select(_ => new List<MeasurePoint>()).ToArray();
        foreach (var (day, values) in await ReadAsync(database, accountId, first, last, ct))
        foreach (var (measure, value) in values.Present())
            points[(int)measure].Add(new MeasurePoint(day, value));
        return TypedResults.Ok(
            new GetMeasuresResponse(
                accountId,
                first,
                last,
                [
                    .. MeasureCatalogue.All.Select(m => new MeasureSeries(
                        m.Name,
                        m.Unit,
                        m.Meaning,
                        points[(int)m.Measure]
                    )),
                ]
            )
        );
    }

    private static async Task<List<(DateOnly Day, MeasureValues Values)>> ReadAsync(
        Database database,
        Guid accountId,
        DateOnly first,
        DateOnly last,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var inputs = (await AccountInputs.LoadAsync(connection, [accountId], last, ct))[0];
        var days = (
            await database.QueryAsync<Row>(
                Days,
                new
                {
                    accountId,
                    From = first.AddDays(-UsageWindow.Length),
                    last,
                },
                ct
            )
        ).Select(r => new UsageDay(r.Day, r.ActiveUsers, r.Sessions, r.Events, r.Activity)).ToList();
        var before = await database.SingleOrDefaultAsync<Bounds>(
            Before,
            new { accountId, From = first.AddDays(-UsageWindow.Length) },
            ct
        );

        var series = new List<(DateOnly, MeasureValues)>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var known = days.FindAll(d => d.Day <= day);
            var firstUse = before?.First ?? (known.Count > 0 ? known[0].Day : null);
            var lastUse = known.Count > 0 ? known[^1].Day : before?.Last;
            series.Add(
                (
                    day,
                    AccountMeasures.AsOf(
                        new UsageWindow(day, known, firstUse, lastUse, inputs.Usage.CoreFeatures),
                        inputs.Facts
                    )
                )
            );
        }
        return series;
    }

    private sealed class Row
    {
        public DateOnly Day { get; init; }
        public int ActiveUsers { get; init; }
        public int Sessions { get; init; }
        public long Events { get; init; }
        public byte[] Activity { get; init; } = [];
    }

    private sealed class Bounds
    {
        public DateOnly? First { get; init; }
        public DateOnly? Last { get; init; }
    }

    private const string Days = """
        select day, active_users, sessions, events, activity from usage_day
        where account_id = @accountId and day > @From and day <= @last order by day
        """;

    private const string Before = """
        select min(day) as first, max(day) as last from usage_day where account_id = @accountId and day <= @From
        """;
}
