namespace Platform.SuccessPlans.Reviews;

public sealed class AttendeeView
{
    /// <summary>Null where the person's data had to go.</summary>
    public Guid? ContactId { get; init; }
    public string? Name { get; init; }

    /// <summary>A senior sponsor on the day of the review.</summary>
    public bool Senior { get; init; }
}
