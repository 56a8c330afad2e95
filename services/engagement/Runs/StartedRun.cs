namespace Platform.Engagement.Runs;

/// <summary>What became of a start.</summary>
/// <param name="RunId">The run that was started, or the open one of the same key.</param>
/// <param name="IsNew">Whether this start made it.</param>
/// <param name="Refusal">Why there is none, in words.</param>
public sealed record StartedRun(Guid? RunId, bool IsNew, string? Refusal);
