namespace Platform.Engagement.Runs;

/// <param name="Step">A step that the new version does not have.</param>
/// <param name="Runs">How many open runs stand at it.</param>
public sealed record UnmappedStep(string Step, int Runs);
