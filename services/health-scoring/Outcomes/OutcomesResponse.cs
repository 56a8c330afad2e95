namespace Platform.HealthScoring.Outcomes;

/// <param name="Kinds">How many of each kind are known.</param>
public sealed record OutcomesResponse(int Count, DateOnly? From, DateOnly? To, IReadOnlyDictionary<string, int> Kinds);
