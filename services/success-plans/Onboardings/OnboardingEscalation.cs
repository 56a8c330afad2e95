namespace Platform.SuccessPlans.Onboardings;

public sealed class OnboardingEscalation
{
    /// <summary><c>csm</c>, <c>manager</c> or <c>sponsors</c> (both sides').</summary>
    public string Level { get; init; } = "";

    /// <summary>Since which day nothing moves, ISO date.</summary>
    public DateOnly StalledSince { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>The day on which it was raised, ISO date.</summary>
    public DateOnly RaisedOn { get; init; }

    /// <summary>User id of who of our side is asked.</summary>
    public string? OurPerson { get; init; }

    /// <summary>The customer's executive sponsor, where the level is theirs.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The day on which it was resolved, ISO date; left out before.</summary>
    public DateOnly? ResolvedOn { get; init; }
}
