using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Usage;

/// <summary>An account's use as the rollups have it now.</summary>
public sealed record UsageWindowOf(Guid AccountId, UsageWindow Usage);
