using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Usage;

/// <summary>What one account did on one day, as its rollup has it.</summary>
public sealed record StoredDay(Guid AccountId, DateOnly Day, DailyUsage Usage);
