namespace Platform.Feedback.Boards;

public sealed class BoardMember
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public string? Seniority { get; init; }

    /// <summary>The day on which they joined, ISO date.</summary>
    public DateOnly JoinedOn { get; init; }

    /// <summary>The day on which they left, ISO date; left out for who is a member.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Sessions since they joined at which they were.</summary>
    public int SessionsAttended { get; init; }

    /// <summary>Sessions since they joined at which they were not.</summary>
    public int SessionsMissed { get; init; }
}
