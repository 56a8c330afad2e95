using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One subscription of a file; it is passed on to renewals, which owns subscriptions.</summary>
/// <param name="Amount">Recurring amount per <see cref="PeriodMonths"/> or <see cref="PeriodWeeks"/>, in <see
/// cref="Currency"/>.</param>
public sealed record SubscriptionRow(
    int Line,
    string ExternalId,
    string Account,
    string Product,
    decimal Amount,
    DateOnly StartsOn
)
{
    public int? Seats { get; init; }
    public string Currency { get; init; } = "";
    public int PeriodMonths { get; init; } = 1;
    public int? PeriodWeeks { get; init; }

    /// <summary>Since when the amount is this one; null: renewals takes a changed amount to hold from the day of the
    /// import.</summary>
    public DateOnly? PriceFrom { get; init; }

    public DateOnly? EndsOn { get; init; }
    public DateOnly? TermEndsOn { get; init; }
    public bool AutoRenew { get; init; }
    public int? NoticeDays { get; init; }
    public bool Trial { get; init; }
    public DateOnly? TrialEndsOn { get; init; }
    public string Status { get; init; } = "active";

    public static SubscriptionRow Read(RowReader reader)
    {
        var weeks = reader.Whole("periodWeeks", 1, 104).Value;
        var row = new SubscriptionRow(
            reader.Line,
            reader.RequiredText("externalId"),
            reader.RequiredText("account"),
            reader.RequiredText("product"),
            reader.RequiredDecimal("amount", 0, 1_000_000_000),
            reader.RequiredDate("startsOn")
        )
        {
            Seats = reader.Whole("seats", 0, 10_000_000).Value,
            Currency = Money.Currency(reader),
            PeriodWeeks = weeks,
            PeriodMonths = reader.Whole("periodMonths", 1, 120).Value ?? (weeks is null ? 1 : 0),
            PriceFrom = reader.Date("priceFrom").Value,
            EndsOn = reader.Date("endsOn").Value,
            TermEndsOn = reader.Date("termEndsOn").Value,
            AutoRenew = reader.Boolean("autoRenew").Value ?? false,
            NoticeDays = reader.Whole("noticeDays", 0, 3650).Value,
            Trial = reader.Boolean("trial").Value ?? false,
            TrialEndsOn = reader.Date("trialEndsOn").Value,
            Status = reader.Choice("status").Value ?? "active",
        };
        if (row.PeriodWeeks is not null && row.PeriodMonths > 0)
            reader.Refuse("periodWeeks", "months-and-weeks", "A period has months or weeks. Leave one out.");
        if (row.EndsOn < row.StartsOn)
            reader.Refuse("endsOn", "ends-before-start", "Lies before the start. Check both dates.");
        return row;
    }
}
