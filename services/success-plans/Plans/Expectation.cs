namespace Platform.SuccessPlans.Plans;

/// <summary>What a person on one side is expected to do for the plan.</summary>
public sealed class Expectation
{
    public Guid Id { get; init; }

    /// <summary><c>ours</c> or <c>customer</c>.</summary>
    public string Side { get; init; } = "";

    /// <summary>The part that the person plays in the plan.</summary>
    public string Role { get; init; } = "";

    /// <summary>A user id, on our side.</summary>
    public string? Person { get; init; }

    public Guid? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string Text { get; init; } = "";

    internal const string OfPlan = """
        select e.id, e.side, e.role, e.person, e.contact_id, c.name as contact_name, e.text
        from expectation e left join contact_copy c on c.contact_id = e.contact_id
        where e.plan_id = @planId order by e.side desc, e.position, e.id
        """;
}
