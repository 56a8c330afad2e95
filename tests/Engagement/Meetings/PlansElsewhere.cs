using System.Collections.Concurrent;
using Platform.Engagement.Meetings;

namespace Platform.Engagement.Tests.Meetings;

/// <summary>Plays success plans, another process.</summary>
internal sealed class PlansElsewhere : IPlanDaysClient
{
    public ConcurrentDictionary<Guid, (Guid AccountId, IReadOnlyList<PlanDay> Days)> Plans { get; } = new();

    public Task<(Guid AccountId, IReadOnlyList<PlanDay> Days)?> FindAsync(Guid planId, CancellationToken ct) =>
        Task.FromResult(Plans.TryGetValue(planId, out var plan) ? plan : ((Guid, IReadOnlyList<PlanDay>)?)null);
}
