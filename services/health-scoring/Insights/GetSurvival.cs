using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Insights.Charts;
using Platform.ServiceKit.Http;
using Platform.Statistics.Survival;

namespace Platform.HealthScoring.Insights;

/// <param name="Start">What starts the count.</param>
/// <param name="Comparison">Whether the groups differ by more than chance (log-rank test).</param>
public sealed record GetSurvivalResponse(
    string Start,
    int Accounts,
    bool Sampled,
    IReadOnlyList<SurvivalGroup> Groups,
    SurvivalComparison? Comparison
);

/// <summary><c>GET /v1/insights/survival</c>: how long customers last (Kaplan–Meier, Greenwood's intervals), by size
/// and all together. <c>start</c> sign_up or first_payment; <c>format</c> json or svg.</summary>
public static class GetSurvival
{
    private const string Everybody = "all";

    public static void Map(IEndpointRouteBuilder insights) =>
        insights.MapGet("/survival", HandleAsync).WithName(nameof(GetSurvival));

    /// <param name="size">Only accounts of this size: <c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
    private static async Task<Results<Ok<GetSurvivalResponse>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        InsightReadModel book,
        UsageCalendar calendar,
        CancellationToken ct,
        string start = "sign_up",
        string? size = null,
        string format = "json"
    )
    {
        var errors = new Choices()
            .Check("start", start, "sign_up", "first_payment")
            .Check("format", format, "json", "svg")
            .Errors;
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        if (await book.CheckSizeAsync(size, ct) is { } unknown)
            return unknown.ToResult();

        var accounts = await book.AllAccountsAsync(size, ct);
        var lifetimes = accounts
            .Select(a => (Group: a.Size ?? "none", Life: LifetimeOf(a, start, calendar.Today)))
            .Where(l => l.Life is not null)
            .Select(l => (l.Group, Life: l.Life!.Value))
            .ToList();
        var bySize = lifetimes
            .GroupBy(l => l.Group, l => l.Life, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        List<SurvivalGroup> groups = [GroupOf(Everybody, lifetimes.Select(l => l.Life))];
        if (bySize.Count > 1)
            groups.AddRange(bySize.Select(g => GroupOf(g.Key, g)));
        if (format == "svg")
            return Svg.Of(ChartOf(groups));

        var test = bySize.Count > 1 ? LogRank.Test([.. bySize.Select(g => (IReadOnlyList<Lifetime>)[.. g])]) : null;
        return TypedResults.Ok(
            new GetSurvivalResponse(
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
