namespace Platform.HealthScoring.Insights;

/// <summary>An account with what it used, and whether it was kept.</summary>
/// <param name="Key">Decides, always in the same way, whether it is searched or held out.</param>
public sealed record StickySubject(Guid Key, IReadOnlySet<string> Did, bool Retained);
