namespace Platform.Contracts.Engagement;

/// <param name="Playbook">The playbook's key.</param>
/// <param name="Measure">The goal's measure, for example <c>health_score</c>.</param>
/// <param name="Before">The measure when the run started, where it was known.</param>
/// <param name="After">The measure that reached the goal.</param>
[EventName("engagement.goal-reached.v1")]
public sealed record GoalReached(
    Guid AccountId,
    Guid RunId,
    string Playbook,
    string Measure,
    decimal? Before,
    decimal After
) : DomainEvent(AccountId);
