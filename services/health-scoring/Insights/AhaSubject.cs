namespace Platform.HealthScoring.Insights;

/// <summary>What a user did in their first days, and whether they were retained.</summary>
/// <param name="Key">Decides, always in the same way, whether they are learned from or held out.</param>
/// <param name="Did">Times per feature and day since the start, day 0 first.</param>
public sealed record AhaSubject(Guid Key, IReadOnlyDictionary<string, int[]> Did, bool Retained);
