using Platform.Contracts;

namespace Platform.SuccessPlans.Objectives;

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
