namespace Platform.Contracts.Engagement;

/// <param name="Playbook">The playbook's key.</param>
/// <param name="Step">The step's key in the definition.</param>
/// <param name="StepType">What the step does: <c>task</c>, <c>email</c>, …</param>
/// <param name="Outcome"><c>done</c> or <c>skipped</c>.</param>
[EventName("engagement.step-done.v1")]
public sealed record StepDone(Guid AccountId, Guid RunId, string Playbook, string Step, string StepType, string Outcome)
    : DomainEvent(AccountId);
