using Platform.Contracts;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans.Plans;

/// <param name="Delivered">clamp((current − baseline)/(target − baseline), 0, 1); null before anything was
/// measured.</param>
/// <param name="Value">What was delivered in money; null where no unit value is agreed or nothing was measured.</param>
/// <param name="Lacks">What keeps it from being SMART; empty where it is.</param>
/// <param name="Measurement">Where the latest reading comes from: <c>manual</c> or <c>telemetry</c>.</param>
/// <param name="ReviewedBy">Who looks at it.</param>
/// <param name="UnitValue">What one unit of the metric is worth, with its currency.</param>
public sealed record ObjectiveView(
    Guid Id,
    string? Text,
    string? Metric,
    decimal? Baseline,
    decimal? Target,
    string? Unit,
    string? ReviewedBy,
    Guid? OwnerContactId,
    string? OwnerName,
    DateOnly? DueOn,
    Money? UnitValue,
    decimal? Current,
    DateOnly? CurrentOn,
    string? Measurement,
    decimal? Delivered,
    Money? Value,
    IReadOnlyList<string> Lacks
)
{
    internal static ObjectiveView Of(Objective o) =>
        new(
            o.Id,
            o.Text,
            o.Metric,
            o.Baseline,
            o.Target,
            o.Unit,
            o.ReviewedBy,
            o.OwnerContactId,
            o.OwnerName,
            o.DueOn,
            o is { UnitValue: { } worth, Currency: { } currency } ? new Money(worth, currency) : null,
            o.Current,
            o.CurrentOn,
            o.CurrentSource,
            DeliveredValue.Share(o),
            DeliveredValue.Money(o) is { } money ? new Money(money, o.Currency!) : null,
            Smart.Lacks(o)
        );
}

/// <param name="Status"><c>done</c>, <c>overdue</c>, <c>blocked</c> (it waits for another) or <c>open</c>.</param>
/// <param name="ExpectedOn">When it is expected to be done, from what it waits for and how long it takes.</param>
/// <param name="Kind">milestone or task.</param>
/// <param name="Days">Business days that it takes.</param>
/// <param name="Critical">Whether its delay delays the plan's end.</param>
public sealed record StepView(
    Guid Id,
    string Kind,
    Guid? MilestoneId,
    string Name,
    string Side,
    string? Owner,
    Guid? OwnerContactId,
    string? OwnerName,
    int Days,
    DateOnly DueOn,
    DateOnly? DoneOn,
    string? DoneBy,
    string? Evidence,
    IReadOnlyList<Guid> DependsOn,
    string Status,
    IReadOnlyList<string> WaitsFor,
    DateOnly ExpectedOn,
    bool Critical
);

/// <param name="Rhythm">once, weekly, biweekly, monthly or quarterly.</param>
/// <param name="FirstOn">The day of the first one, ISO date.</param>
/// <param name="NextOn">The day of the next one, ISO date.</param>
public sealed record MeetingView(
    Guid Id,
    string Title,
    string? Purpose,
    string Rhythm,
    DateOnly FirstOn,
    DateOnly? NextOn
);

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
    IReadOnlyList<Money> Confirmed
);
