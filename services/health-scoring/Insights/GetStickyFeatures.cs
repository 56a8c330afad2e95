using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Insights;

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

    private static async Task<Results<Ok<StickyFeaturesResult>, ProblemHttpResult>> HandleAsync(
        InsightBook book,
        Database database,
        UsageCalendar calendar,
        CancellationToken ct,
        string? segment = null
    )
    {
        if (await book.RefusalAsync(segment, ct) is { } unknown)
            return unknown.ToResult();
        // One outcome per account, the latest: the same account twice would count its habits twice.
        var all = (await OutcomeBook.ReadAsync(database, calendar.Today, segment, ct))
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
        InsightBook book,
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
            foreach (ref readonly var entry in day.Tally.Entries)
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
