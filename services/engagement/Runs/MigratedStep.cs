namespace Platform.Engagement.Runs;

/// <param name="Step">The step that the runs stand at; absent: behind the last.</param>
/// <param name="Kind"><c>stay</c>, <c>move</c>, <c>end</c>, or <c>unmapped</c>: they need a mapping.</param>
/// <param name="To">The step that they go on with.</param>
/// <param name="Runs">How many.</param>
public sealed record MigratedStep(string? Step, string Kind, string? To, int Runs);
