using Platform.Contracts;
using Platform.SuccessPlans.Objectives;

namespace Platform.SuccessPlans.Plans;

/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything is measured.</param>
/// <param name="Value">Value delivered in money per currency.</param>
/// <param name="Confirmed">Of the value ledger, what the customer confirmed, per currency.</param>
/// <param name="Status">draft, agreed or closed.</param>
/// <param name="AgreedByContact">The contact who agreed.</param>
/// <param name="ClosedOn">The day on which it was closed.</param>
/// <param name="CloseReason">Why it was closed.</param>
/// <param name="OpenMilestones">Milestones that are not done.</param>
/// <param name="OverdueMilestones">Those of them that are overdue.</param>
/// <param name="ExpectedEnd">The day on which the last step will be done as things stand.</param>
/// <param name="Objectives">What the customer wants to reach, measurably.</param>
/// <param name="Expectations">What people on both sides expect of each other.</param>
/// <param name="Steps">Milestones and tasks with what they wait for.</param>
/// <param name="CriticalPath">Steps whose delay delays the end, in their order.</param>
/// <param name="Meetings">The meetings that were agreed.</param>
/// <param name="Claims">Value that was claimed, and what of it the customer confirmed.</param>
/// <param name="TemplateSegment">The segment by which its template was chosen: the first that the account was in, or
/// <c>default</c>; left out where the template was named.</param>
public sealed record PlanView(
    Guid Id,
    Guid AccountId,
    string AccountName,
    string Status,
    int Version,
    string? Summary,
    string? Success3Months,
    string? Success6Months,
    string? Success12Months,
    DateOnly StartsOn,
    DateOnly? AgreedOn,
    Guid? AgreedByContact,
    DateOnly? ClosedOn,
    string? CloseReason,
    decimal? Progress,
    int OpenMilestones,
    int OverdueMilestones,
    DateOnly? ExpectedEnd,
    IReadOnlyList<ObjectiveView> Objectives,
    IReadOnlyList<Expectation> Expectations,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<Guid> CriticalPath,
    IReadOnlyList<MeetingView> Meetings,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<Money> Value,
    IReadOnlyList<Money> Confirmed,
    string? TemplateSegment
);
