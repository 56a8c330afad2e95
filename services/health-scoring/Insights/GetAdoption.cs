using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Insights.Charts;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Insights;

/// <param name="Stickiness">Daily active users divided by monthly ones, week by week.</param>
public sealed record GetAdoptionResponse(
    int Accounts,
    bool Sampled,
    IReadOnlyList<StickinessWeek> Stickiness,
    IReadOnlyList<FeatureAdoption> Features
);

/// <summary><c>GET /v1/insights/adoption</c>: who uses which feature, week by week, and how often people come. Whole
/// weeks only, the last one ending yesterday. <c>format</c> json or svg.</summary>
public static class GetAdoption
{
    private const int Week = 7;
    private const int EndsCompared = 4;
    private const int FeaturesDrawn = 6;

    public static void Map(IEndpointRouteBuilder insights) =>
        insights.MapGet("/adoption", HandleAsync).WithName(nameof(GetAdoption));

    /// <param name="size">Only accounts of this size: <c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
    private static async Task<Results<Ok<GetAdoptionResponse>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        InsightReadModel book,
        UsageCalendar calendar,
        CancellationToken ct,
        string? size = null,
        [Range(4, 104)] int weeks = 26,
        string format = "json"
    )
    {
        var errors = new Choices().Check("format", format, "json", "svg").Errors;
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        if (await book.CheckSizeAsync(size, ct) is { } unknown)
            return unknown.ToResult();
        var features = await book.FeaturesAsync(ct);
        var accounts = await book.AccountsAsync(size, ct);
        var first = calendar.Today.AddDays(-Week * weeks);
        var counts = new Counts(weeks);
        await foreach (
            var days in book.DaysAsync(
                accounts.Select(a => new AccountSpan(a.AccountId, first, calendar.Today.AddDays(-1))),
                ct
            )
        )
            counts.Add(days, first);

        var response = new GetAdoptionResponse(
            accounts.Count,
            accounts.Count == InsightReadModel.MostAccounts,
            [
                .. Enumerable
                    .Range(0, weeks)
                    .Select(w => new StickinessWeek(
                        first.AddDays(w * Week),
                        counts.Users[w],
                        counts.Users[w] == 0 ? null : (double)counts.UserDays[w] / Week / counts.Users[w]
                    )),
            ],
            [
                .. counts
                    .ByFeature.Select(f => AdoptionOf(features[f.Key], f.Value, counts.Users, first))
                    .OrderByDescending(f => f.Weeks[^1].Users)
                    .ThenBy(f => f.Feature, StringComparer.Ordinal),
            ]
        );
        return format == "svg" ? Svg.Of(ChartOf(response)) : TypedResults.Ok(response);
    }

    private static FeatureAdoption AdoptionOf(string feature, int[] users, int[] all, DateOnly first)
    {
        double? ShareOf(Range weeks) => all[weeks].Sum() is var of and > 0 ? (double)users[weeks].Sum() / of : null;
        return new(
            feature,
            [
                .. users.Select(
                    (u, w) => new AdoptionWeek(first.AddDays(w * Week), u, all[w] == 0 ? null : (double)u / all[w])
                ),
            ],
            ShareOf(^EndsCompared..) - ShareOf(..EndsCompared)
        );
    }

    private static Chart ChartOf(GetAdoptionResponse response) =>
        new(
            "Adoption by feature, and stickiness",
            "weeks",
            "share of the week's users",
            [
                new ChartSeries(
                    "stickiness",
                    [
                        .. response
                            .Stickiness.Select((s, w) => (s.Stickiness, w))
                            .Where(s => s.Stickiness is not null)
                            .Select(s => new ChartPoint(s.w, s.Stickiness!.Value)),
                    ]
                ),
                .. response
                    .Features.Take(FeaturesDrawn)
                    .Select(f => new ChartSeries(
                        f.Feature,
                        [
                            .. f
                                .Weeks.Select((x, w) => (x.Share, w))
                                .Where(x => x.Share is not null)
                                .Select(x => new ChartPoint(x.w, x.Share!.Value)),
                        ]
                    )),
            ],
            Note: response.Stickiness.Count == 0
                ? null
                : $"Week 0 begins on {response.Stickiness[0].From:yyyy-MM-dd}. Stickiness: mean daily users over "
                    + $"the week's users."
        );

    private sealed class Counts(int weeks)
    {
        public int[] Users { get; } = new int[weeks];
        public int[] UserDays { get; } = new int[weeks];
        public Dictionary<int, int[]> ByFeature { get; } = [];

        public void Add(IReadOnlyList<StoredDay> daysOfOneAccount, DateOnly first)
        {
            foreach (var week in daysOfOneAccount.GroupBy(d => (d.Day.DayNumber - first.DayNumber) / Week))
            {
                var users = new HashSet<int>();
                var byFeature = new Dictionary<int, HashSet<int>>();
                foreach (var day in week)
                {
                    UserDays[week.Key] += day.Usage.Totals().ActiveUsers;
                    foreach (ref readonly var entry in day.Usage.Entries)
                    {
                        users.Add(entry.User);
                        if (!byFeature.TryGetValue(entry.Feature, out var ofFeature))
                            byFeature[entry.Feature] = ofFeature = [];
                        ofFeature.Add(entry.User);
                    }
                }
                Users[week.Key] += users.Count;
                foreach (var (feature, ofFeature) in byFeature)
                {
                    if (!ByFeature.TryGetValue(feature, out var counts))
                        ByFeature[feature] = counts = new int[weeks];
                    counts[week.Key] += ofFeature.Count;
                }
            }
        }
    }
}
