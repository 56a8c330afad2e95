namespace Platform.SuccessPlans.Onboardings;

public sealed class CheckInView
{
    public Guid Id { get; init; }

    /// <summary><c>weekly_status</c>, <c>executive_check_in</c> or <c>sponsor_touchpoint</c>.</summary>
    public string Kind { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? HeldOn { get; init; }

    /// <summary><c>green</c>, <c>yellow</c> or <c>red</c>.</summary>
    public string? Status { get; init; }
    public string? Summary { get; init; }
    public string? RecordedBy { get; init; }
    public Guid[] Attendees { get; init; } = [];

    internal const string OfOnboarding = """
        select c.check_in_id as id, c.kind, c.due_on, c.held_on, c.status, c.summary, c.recorded_by,
               array(select contact_id from onboarding_check_in_attendee t where t.check_in_id = c.check_in_id
                   order by contact_id) as attendees
        from onboarding_check_in c where c.onboarding_id = @id order by c.due_on, c.kind
        """;
}
