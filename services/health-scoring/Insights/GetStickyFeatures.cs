using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Insights;

/// <param name="Sticky">Those that go with being kept and hold on the half held out, strongest first.</param>
/// <param name="Tested">All that were tested on the searched half, by p.</param>
/// <param name="Sampled">Of a large book a sample was looked at.</param>
/// <param name="Retained">How many were still there at the end.</param>
/// <param name="FalseDiscoveryRate">Part of the features called sticky that may be so by chance, 0 to 1.</param>
/// <param name="Verdict">In words, what the figures allow to say.</param>
/// <param name="LeftOut"> Accounts that were no customers, or of whom no use was recorded, for part of the days looked
/// at.
/// </param>
public sealed record GetStickyFeaturesResponse(
    int Subjects,
    int Retained,
    double FalseDiscoveryRate,
    IReadOnlyList<StickyFeature> Sticky,
    IReadOnlyList<StickyFeature> Tested,
    string Verdict,
    bool Sampled = false,
    int LeftOut = 0
);

/// <summary>
/// <c>GET /v1/insights/sticky-features</c>: features, and pairs of them, that go with renewal: used in the 90 days that
/// ended 90 days before the outcome was decided, by accounts that were customers all of those days. Searched on one
/// half of the accounts, confirmed on the other.
/// </summary>
public static class GetStickyFeatures
{
    private const int HorizonDays = 90;
    private const int WindowDays = 90;

    /// <summary>Pairs grow with the square; the most used features are those that can tell anything.</summary>
    private const int MostFeatures = 40;

    public static void Map(IEndpointRouteBuilder insights) =>
        insights.MapGet("/sticky-features", HandleAsync).WithName(nameof(GetStickyFeatures));

    /// <param name="size">Only accounts of this size: <c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
    private static async Task<Results<Ok<GetStickyFeaturesResponse>, ProblemHttpResult>> HandleAsync(
        InsightReadModel book,
        Database database,
        UsageCalendar calendar,
        CancellationToken ct,
        string? size = null
    )
    {
        if (await book.CheckSizeAsync(size, ct) is { } unknown)
            return unknown.ToResult();
        // One outcome per account, the latest: the same account twice would count its habits twice.
        var all = (await OutcomeRepository.ReadAsync(database, calendar.Today, size, ct))
            .GroupBy(o => o.AccountId)
            .ToDictionary(g => g.Key, g => g.Last());
        var firstDay = await book.FirstRecordedDayAsync(ct);
        var since = (await book.AllAccountsAsync(null, ct)).ToDictionary(a => a.AccountId, a => a.CustomerSince);
        bool WasThere(Outcome o) =>
            since.GetValueOrDefault(o.AccountId) is { } began
            && began <= WindowOf(o).From
            && firstDay <= WindowOf(o).From;
        var outcomes = (await book.SampleAsync(all.Keys, ct)).Select(account => all[account]).ToList();
        var sampled = outcomes.Count < all.Count;
        var leftOut = outcomes.RemoveAll(o => !WasThere(o));

        var used = await UsedAsync(book, outcomes, ct);
        return TypedResults.Ok(
            StickyFeatureFinder.Of([
                .. outcomes.Select(o => new StickySubject(
                    o.AccountId,
                    used.GetValueOrDefault(o.AccountId, new HashSet<string>(StringComparer.Ordinal)),
                    !o.Churned
                )),
            ]) with
            {
                Sampled = sampled,
                LeftOut = leftOut,
            }
        );
    }

    /// <summary>The most used features by account.</summary>
    private static async Task<Dictionary<Guid, HashSet<string>>> UsedAsync(
        InsightReadModel book,
        List<Outcome> outcomes,
        CancellationToken ct
    )
    {
        var features = await book.FeaturesAsync(ct);
        var used = new Dictionary<Guid, HashSet<string>>();
        await foreach (var days in book.DaysAsync(outcomes.Select(WindowOf), ct))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var day in days)
            foreach (ref readonly var entry in day.Usage.Entries)
                names.Add(features[entry.Feature]);
            used[days[0].AccountId] = names;
        }
        var frequent = used
            .Values.SelectMany(u => u)
            .GroupBy(f => f, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostFeatures)
            .Select(g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var names in used.Values)
            names.IntersectWith(frequent);
        return used;
    }

    private static AccountSpan WindowOf(Outcome outcome) =>
        new(
            outcome.AccountId,
            outcome.DecidedOn.AddDays(1 - HorizonDays - WindowDays),
            outcome.DecidedOn.AddDays(-HorizonDays)
        );
}
