namespace Platform.Contracts.SuccessPlans;

public static class SuccessPlansEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(PlanAgreed),
        typeof(PlanProgressed),
        typeof(MilestoneCompleted),
        typeof(MilestoneOverdue),
        typeof(OnboardingStalled),
        typeof(OnboardingCompleted),
        typeof(FirstValueReached),
        typeof(TacticStalled),
        typeof(ReviewHeld),
        typeof(ReviewMissed),
        typeof(ValueConfirmed),
    ];
}
