namespace Platform.SuccessPlans.Onboardings;

public sealed class OnboardingEscalation
{
    /// <summary><c>csm</c>, <c>manager</c> or <c>sponsors</c> (both sides').</summary>
    public string Level { get; init; } = "";
    public DateOnly StalledSince { get; init; }
    public DateOnly DueOn { get; init; }
    public DateOnly RaisedOn { get; init; }
    public string? OurPerson { get; init; }

    /// <summary>The customer's executive sponsor, where the level is theirs.</summary>
    public Guid? ContactId { get; init; }
    public DateOnly? ResolvedOn { get; init; }
}
