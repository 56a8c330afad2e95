using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Usage;

namespace Platform.HealthScoring.Insights;

/// <summary>
/// <c>GET /v1/insights/aha-moments</c>: which behaviour of the first days goes with being retained, meaning active at
/// least once from day <c>from</c> until before day <c>to</c>. Searched on one half of the
/// users, confirmed on the other; users who began too late to tell, or before the records, are left out.
/// </summary>
public static class GetAhaMoments
{
    public static void Map(IEndpointRouteBuilder insights) =>
        insights.MapGet("/aha-moments", HandleAsync).WithName(nameof(GetAhaMoments));

    /// <param name="size">Only accounts of this size: <c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
    private static async Task<Results<Ok<AhaResult>, ProblemHttpResult>> HandleAsync(
        InsightReadModel book,
        UsageCalendar calendar,
        CancellationToken ct,
        string? size = null,
        [Range(31, 365)] int from = 60,
        [Range(32, 400)] int to = 90
    )
    {
        if (await book.CheckSizeAsync(size, ct) is { } unknown)
            return unknown.ToResult();
        var firstDay = await book.FirstRecordedDayAsync(ct);
        var features = await book.FeaturesAsync(ct);
        var accounts = await book.AccountsAsync(size, ct);
        var search = new AhaSearch();
        await foreach (
            var days in book.DaysAsync(
                accounts.Select(a => new AccountSpan(a.AccountId, DateOnly.MinValue.AddDays(1), calendar.Today)),
                ct
            )
        )
        foreach (var subject in SubjectsOf(days, features, calendar.Today, firstDay, from, to))
            search.Add(subject);
        return TypedResults.Ok(search.Result(sampled: accounts.Count == InsightReadModel.MostAccounts));
    }

    private static IEnumerable<AhaSubject> SubjectsOf(
        IReadOnlyList<StoredDay> days,
        IReadOnlyDictionary<int, string> features,
        DateOnly today,
        DateOnly? firstDay,
        int from,
        int to
    )
    {
        var users = new Dictionary<int, Beginning>();
        foreach (var day in days.OrderBy(d => d.Day))
        foreach (ref readonly var entry in day.Usage.Entries)
        {
            if (!users.TryGetValue(entry.User, out var user))
                users[entry.User] = user = new Beginning(day.Day);
            var age = day.Day.DayNumber - user.First.DayNumber;
            user.Retained |= age >= from && age < to;
            if (age >= AhaSearch.Days[^1])
                continue;
            if (!user.Did.TryGetValue(features[entry.Feature], out var perDay))
                user.Did[features[entry.Feature]] = perDay = new int[AhaSearch.Days[^1]];
            perDay[age] += (int)Math.Min(entry.Events, 1_000_000);
        }
        // Who was seen on the first day of which use is recorded did not begin on it: their first days are not known.
        return users
            .Where(u => u.Value.First.AddDays(to) <= today && !(u.Value.First <= firstDay))
            .Select(u => new AhaSubject(KeyOf(days[0].AccountId, u.Key), u.Value.Did, u.Value.Retained));
    }

    private static Guid KeyOf(Guid account, int user) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}/{user}")).AsSpan(0, 16));

    private sealed class Beginning(DateOnly first)
    {
        public DateOnly First { get; } = first;
        public bool Retained { get; set; }
        public Dictionary<string, int[]> Did { get; } = new(StringComparer.Ordinal);
    }
}
