namespace Platform.Engagement.Runs;

/// <summary>Where a run stands.</summary>
/// <param name="Step">The step's key; null: behind the last.</param>
/// <param name="Woken">Why it moves now, see <see cref="Steps.StepWake.Kind"/>; <c>first</c> where the step
/// begins.</param>
/// <param name="Approval"><c>approved</c> or <c>refused</c>, where a person decided on this step.</param>
/// <param name="IsSensitive">Whether the step turned out to be sensitive by whom it reaches.</param>
/// <param name="HoldoutUntil">The end of the observation, for a run that nothing is done in.</param>
/// <param name="IsDoneBefore">Whether the run did this step before it was moved to another version.</param>
public sealed record RunPosition(
    string? Step,
    string Woken,
    string? Approval = null,
    bool IsSensitive = false,
    DateTimeOffset? HoldoutUntil = null,
    bool IsDoneBefore = false
);
