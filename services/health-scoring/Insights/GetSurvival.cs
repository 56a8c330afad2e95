using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Insights.Charts;
using Platform.ServiceKit.Http;
using Platform.Statistics.Survival;

namespace Platform.HealthScoring.Insights;

/// <summary><c>GET /v1/insights/survival</c>: how long customers last (Kaplan–Meier, Greenwood's intervals), by segment
/// and all together. <c>start</c> sign_up or first_payment; <c>format</c> json or svg.</summary>
public static class GetSurvival
{
    private const string Everybody = "all";

    public static void Map(IEndpointRouteBuilder insights) =>
        insights.MapGet("/survival", HandleAsync).WithName(nameof(GetSurvival));

    private static async Task<Results<Ok<SurvivalResponse>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        InsightBook book,
        UsageCalendar calendar,
        CancellationToken ct,
        string start = "sign_up",
        string? segment = null,
        string format = "json"
    )
    {
        var errors = new Choices()
            .Check("start", start, "sign_up", "first_payment")
            .Check("format", format, "json", "svg")
            .Errors;
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        if (await book.RefusalAsync(segment, ct) is { } unknown)
            return unknown.ToResult();

        var accounts = await book.AllAccountsAsync(segment, ct);
        var lifetimes = accounts
            .Select(a => (Group: a.Segment ?? "none", Life: LifetimeOf(a, start, calendar.Today)))
            .Where(l => l.Life is not null)
            .Select(l => (l.Group, Life: l.Life!.Value))
            .ToList();
        var bySegment = lifetimes
            .GroupBy(l => l.Group, l => l.Life, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        List<SurvivalGroup> groups = [GroupOf(Everybody, lifetimes.Select(l => l.Life))];
        if (bySegment.Count > 1)
            groups.AddRange(bySegment.Select(g => GroupOf(g.Key, g)));
        if (format == "svg")
            return Svg.Of(ChartOf(groups));

        var test =
            bySegment.Count > 1 ? LogRank.Test([.. bySegment.Select(g => (IReadOnlyList<Lifetime>)[.. g])]) : null;
        return TypedResults.Ok(
            new SurvivalResponse(
                start,
                lifetimes.Count,
                Sampled: false,
                groups,
                test is null || double.IsNaN(test.PValue)
                    ? null
                    : new(test.ChiSquare, test.DegreesOfFreedom, test.PValue)
            )
        );
    }

    private static Lifetime? LifetimeOf(InsightAccount account, string start, DateOnly today)
    {
        var began = start == "sign_up" ? account.SignedUp ?? account.PaidSince : account.PaidSince;
        if (began is not { } from || from > today)
            return null;
        var lost = account.ChurnedOn is { } churned && churned <= today && churned >= from;
        return new Lifetime((lost ? account.ChurnedOn!.Value : today).DayNumber - from.DayNumber, lost);
    }

    private static SurvivalGroup GroupOf(string name, IEnumerable<Lifetime> lifetimes)
    {
        var curve = KaplanMeier.Of(lifetimes);
        return new(
            name,
            curve.Subjects,
            curve.Ended,
            curve.Median,
            curve.MedianInterval.Low,
            curve.MedianInterval.High,
            [.. curve.Steps.Where(s => s.Ended > 0 || s == curve.Steps[^1])]
        );
    }

    private static Chart ChartOf(List<SurvivalGroup> groups) =>
        new(
            "How long customers last",
            "days since the start",
            "still customers",
            [
                .. groups.Select(g => new ChartSeries(
                    $"{g.Group} ({g.Accounts}, {g.Lost} lost)",
                    [
                        new ChartPoint(0, 1, 1, 1),
                        .. g.Steps.Select(s =>
                            g.Group == Everybody
                                ? new ChartPoint(s.Time, s.Survival, s.Low, s.High)
                                : new ChartPoint(s.Time, s.Survival)
                        ),
                    ],
                    Steps: true
                )),
            ],
            Note: "Kaplan–Meier; the band is the 95 % interval of all together (Greenwood)."
        );
}
