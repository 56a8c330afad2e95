namespace Platform.HealthScoring.Overrides;

public sealed record ListOverridesResponse(IReadOnlyList<OverrideResponse> Items);
