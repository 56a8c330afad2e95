namespace Platform.SuccessPlans.Onboardings;

/// <summary>
/// When an onboarding entered and left each stage: a function of the milestones' days alone, so that the order in which
/// they were reported (late telemetry, a date put right) makes no difference. A stage is entered when the one before
/// was left, and left when its last milestone is closed; what was closed early does not shorten the stages before.
/// </summary>
public static class StageTimes
{
    public static IReadOnlyList<StageTime> Of(
        DateOnly openedOn,
        int stages,
        IReadOnlyCollection<MilestoneDay> milestones
    )
    {
        var times = new List<StageTime>(stages);
        DateOnly? entered = openedOn;
        for (var stage = 0; stage < stages; stage++)
        {
            var days = milestones.Where(m => m.Stage == stage).Select(m => m.ClosedOn).ToList();
            DateOnly? left =
                entered is { } since && days.All(d => d is not null)
                    ? days.Select(d => d!.Value).Append(since).Max()
                    : null;
            times.Add(new StageTime(stage, entered, left));
            entered = left;
        }
        return times;
    }

    /// <summary>The last day on which something moved: the opening, a milestone, or a stage entered.</summary>
    public static DateOnly ProgressedOn(DateOnly openedOn, IReadOnlyCollection<MilestoneDay> milestones) =>
        milestones.Select(m => m.ClosedOn).OfType<DateOnly>().Append(openedOn).Max();
}
