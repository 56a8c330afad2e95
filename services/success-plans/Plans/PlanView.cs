using Platform.Contracts;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans.Plans;

/// <param name="Delivered">clamp((current − baseline)/(target − baseline), 0, 1); null before anything was measured.</param>
/// <param name="Value">What was delivered in money; null where no unit value is agreed or nothing was measured.</param>
/// <param name="Lacks">What keeps it from being SMART; empty where it is.</param>
/// <param name="Measurement">Where the latest reading comes from: <c>manual</c> or <c>telemetry</c>.</param>
public sealed record ObjectiveView(
    Guid Id, string? Text, string? Metric, decimal? Baseline, decimal? Target, string? Unit, string? ReviewedBy, Guid? OwnerContactId, string? OwnerName, DateOnly? DueOn,
    Money? UnitValue, decimal? Current, DateOnly? CurrentOn, string? Measurement, decimal? Delivered, Money? Value, IReadOnlyList<string> Lacks)
{
    internal static ObjectiveView Of(Objective o) => new(
        o.Id, o.Text, o.Metric, o.Baseline, o.Target, o.Unit, o.ReviewedBy, o.OwnerContactId, o.OwnerName, o.DueOn,
        o is { UnitValue: { } worth, Currency: { } currency } ? new Money(worth, currency) : null,
        o.Current, o.CurrentOn, o.CurrentSource, DeliveredValue.Share(o), DeliveredValue.Money(o) is { } money ? new Money(money, o.Currency!) : null, Smart.Lacks(o));
}

/// <param name="Status"><c>done</c>, <c>overdue</c>, <c>blocked</c> (it waits for another) or <c>open</c>.</param>
/// <param name="ExpectedOn">When it is expected to be done, from what it waits for and how long it takes.</param>
public sealed record StepView(
    Guid Id, string Kind, Guid? MilestoneId, string Name, string Side, string? Owner, Guid? OwnerContactId, string? OwnerName, int Days, DateOnly DueOn, DateOnly? DoneOn, string? DoneBy,
    string? Evidence, IReadOnlyList<Guid> DependsOn, string Status, IReadOnlyList<string> WaitsFor, DateOnly ExpectedOn, bool Critical);

public sealed record MeetingView(Guid Id, string Title, string? Purpose, string Rhythm, DateOnly FirstOn, DateOnly? NextOn);

/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything is measured.</param>
/// <param name="Value">Value delivered in money per currency.</param>
/// <param name="Confirmed">Of the value ledger, what the customer confirmed, per currency.</param>
public sealed record PlanView(
    Guid Id, Guid AccountId, string AccountName, string Status, int Version, string? Summary, string? Success3Months, string? Success6Months, string? Success12Months, DateOnly StartsOn,
    DateOnly? AgreedOn, Guid? AgreedByContact, DateOnly? ClosedOn, string? CloseReason, decimal? Progress, int OpenMilestones, int OverdueMilestones, DateOnly? ExpectedEnd,
    IReadOnlyList<ObjectiveView> Objectives, IReadOnlyList<Expectation> Expectations, IReadOnlyList<StepView> Steps, IReadOnlyList<Guid> CriticalPath, IReadOnlyList<MeetingView> Meetings,
    IReadOnlyList<Claim> Claims, IReadOnlyList<Money> Value, IReadOnlyList<Money> Confirmed);
