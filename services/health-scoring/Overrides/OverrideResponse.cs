namespace Platform.HealthScoring.Overrides;

/// <param name="Until">The last day on which it holds, or held.</param>
/// <param name="By">Who put it.</param>
public sealed record OverrideResponse(
    Guid AccountId,
    decimal Score,
    string Reason,
    DateOnly From,
    DateOnly Until,
    string By,
    DateTimeOffset At
);
