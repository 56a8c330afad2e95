namespace Platform.SuccessPlans.Onboardings;

public sealed class StageView
{
    public string Name { get; init; } = "";

    /// <summary>The day on which it was entered.</summary>
    public DateOnly? EnteredOn { get; init; }

    /// <summary>The day on which it was left.</summary>
    public DateOnly? LeftOn { get; init; }
}
