using Npgsql;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>An account's use as the rollups have it now.</summary>
public sealed record UsageWindowOf(Guid AccountId, UsageWindow Usage);
