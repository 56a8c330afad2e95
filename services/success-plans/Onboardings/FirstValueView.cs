namespace Platform.SuccessPlans.Onboardings;

public sealed class FirstValueView
{
    public string Product { get; init; } = "";

    /// <summary>The critical action that came last.</summary>
    public string Action { get; init; } = "";

    /// <summary>The day on which the last of them came, ISO date.</summary>
    public DateOnly ReachedOn { get; init; }

    /// <summary>Days since the signature.</summary>
    public int Days { get; init; }
}
