namespace Platform.SuccessPlans.Enablement;

public sealed class CompletionView
{
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }

    /// <summary>The course's title.</summary>
    public string Course { get; init; } = "";

    /// <summary>course or certification.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The day of the completion, ISO date.</summary>
    public DateOnly CompletedOn { get; init; }

    /// <summary>The day on which a certification lapses; left out: never.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Whether it has not lapsed.</summary>
    public bool Valid { get; init; }
}
