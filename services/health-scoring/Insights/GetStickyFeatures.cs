using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Insights;

/// <summary><c>GET /v1/insights/sticky-features</c>: features, and pairs of them, that go with renewal: used in the 90 days that ended 90 days before the outcome was decided.</summary>
public static class GetStickyFeatures
{
    private const int HorizonDays = 90;
    private const int WindowDays = 90;

    /// <summary>Pairs grow with the square; the most used features are those that can tell anything.</summary>
    private const int MostFeatures = 40;

    public static void Map(IEndpointRouteBuilder insights) => insights.MapGet("/sticky-features", HandleAsync).WithName(nameof(GetStickyFeatures));

    private static async Task<Ok<StickyFeaturesResult>> HandleAsync(InsightBook book, Database database, UsageCalendar calendar, CancellationToken ct, string? segment = null)
    {
        // One outcome per account, the latest: the same account twice would count its habits twice.
        var all = (await OutcomeBook.ReadAsync(database, calendar.Today, segment, ct)).GroupBy(o => o.AccountId).ToDictionary(g => g.Key, g => g.Last());
        var outcomes = (await book.SampleAsync(all.Keys, ct)).ToDictionary(account => account, account => all[account]);
        var features = await book.FeaturesAsync(ct);
        var used = new Dictionary<Guid, HashSet<string>>();
        var spans = outcomes.Values.Select(o => new AccountSpan(o.AccountId, o.DecidedOn.AddDays(1 - HorizonDays - WindowDays), o.DecidedOn.AddDays(-HorizonDays)));
        await foreach (var days in book.DaysAsync(spans, ct))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var day in days)
                foreach (ref readonly var entry in day.Tally.Entries) names.Add(features[entry.Feature]);
            used[days[0].AccountId] = names;
        }

        var frequent = used.Values.SelectMany(u => u).GroupBy(f => f, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostFeatures).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok(StickyFeatureFinder.Of([.. outcomes.Values.Select(o =>
        {
            var did = used.TryGetValue(o.AccountId, out var names) ? names.Where(frequent.Contains).ToHashSet(StringComparer.Ordinal) : [];
            return ((IReadOnlySet<string>)did, !o.Churned);
        })]) with
        { Sampled = outcomes.Count < all.Count });
    }
}
