using System.Collections.Concurrent;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Tests;

/// <summary>Stands in for health scoring: what customers used, as a test says.</summary>
public sealed class UseElsewhere : IFeatureUseClient
{
    private readonly ConcurrentDictionary<
        Guid,
        List<(string Feature, string User, DateOnly Day, long Quantity)>
    > _used = new();

    public void Add(Guid account, string feature, string user, DateOnly day, int times = 1, long quantity = 1)
    {
        var used = _used.GetOrAdd(account, _ => []);
        lock (used)
            for (var i = 0; i < times; i++)
                used.Add((feature, user, day, quantity));
    }

    /// <summary>Names that are no feature; all others are.</summary>
    public ConcurrentDictionary<string, bool> Unknown { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyCollection<string>> KnownAsync(
        Guid accountId,
        IReadOnlyCollection<string> features,
        DateOnly today,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyCollection<string>>([.. features.Where(feature => !Unknown.ContainsKey(feature))]);

    public Task<IReadOnlyList<AccountUse>> AskAsync(
        IReadOnlyCollection<UseQuestion> questions,
        IReadOnlyCollection<string> features,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyList<AccountUse>>([.. questions.Select(q => Answer(q, features))]);

    private AccountUse Answer(UseQuestion question, IReadOnlyCollection<string> features)
    {
        var used = _used.GetValueOrDefault(question.AccountId) ?? [];
        lock (used)
        {
            var days = used.Where(u => u.Day >= question.From && u.Day <= question.To).ToList();
            return new AccountUse(
                question.AccountId,
                days.Count == 0 ? null : Sum(days),
                days.Where(d => features.Count == 0 || features.Contains(d.Feature))
                    .GroupBy(d => d.Feature)
                    .ToDictionary(g => g.Key, g => Sum([.. g]))
            );
        }
    }

    private static UseOf Sum(List<(string Feature, string User, DateOnly Day, long Quantity)> days) =>
        new(
            days.Count,
            days.Sum(d => d.Quantity),
            days.Select(d => d.User).Distinct().Count(),
            days.Min(d => d.Day),
            days.Max(d => d.Day)
        );
}
