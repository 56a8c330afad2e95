using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.Renewals.V1;
using Platform.Renewals.Values;

namespace Platform.Renewals.Imports;

/// <summary>A subscription row whose fields make sense by themselves.</summary>
internal sealed record SubscriptionInput(
    int Line,
    string Source,
    string ExternalId,
    string Account,
    string Product,
    PriceTerm Price,
    DateOnly StartsOn
)
{
    public DateOnly? PriceFrom { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? TermEndsOn { get; init; }
    public bool AutoRenew { get; init; }
    public int? NoticeDays { get; init; }
    public bool Trial { get; init; }
    public DateOnly? TrialEndsOn { get; init; }
    public SubscriptionStatus Status { get; init; }

    public static (SubscriptionInput Input, RowFailure? Failure) Read(SubscriptionRow row, string reportingCurrency)
    {
        var fields = new RowFields();
        var start = fields.RequiredDay("startsOn", row.StartsOn);
        var price = new PriceTerm(
            start,
            row.HasSeats ? row.Seats : 0,
            fields.Amount("amount", row.Amount, 0),
            row.HasPeriodWeeks ? 0
                : row.PeriodMonths == 0 ? 1
                : row.PeriodMonths,
            fields.Currency("currency", row.Currency, reportingCurrency),
            row.HasPeriodWeeks ? row.PeriodWeeks : null
        );
        if (row.HasPeriodWeeks && row.PeriodMonths != 0)
            fields.Fail("periodWeeks", "months-and-weeks", "A period has months or weeks; leave one out.");
        var input = new SubscriptionInput(
            row.Line,
            fields.Required("source", row.Source),
            fields.Required("externalId", row.ExternalId),
            fields.Required("account", row.Account),
            fields.Required("product", row.Product),
            price,
            start
        )
        {
            PriceFrom = fields.Day("priceFrom", row.PriceFrom),
            EndsOn = fields.Day("endsOn", row.EndsOn),
            TermEndsOn = fields.Day("termEndsOn", row.TermEndsOn),
            AutoRenew = row.AutoRenew,
            NoticeDays = row.HasNoticeDays ? row.NoticeDays : null,
            Trial = row.Trial,
            TrialEndsOn = fields.Day("trialEndsOn", row.TrialEndsOn),
            Status = ReadStatus(fields, row.Status),
        };
        input.Check(fields);
        return (input, fields.Failure);
    }

    private void Check(RowFields fields)
    {
        if (Price.Seats is < 0 or > 10_000_000)
            fields.Fail("seats", "out-of-range", $"{Price.Seats} seats are not between 0 and 10000000.");
        if (Price.Weeks is < 1 or > 104)
            fields.Fail("periodWeeks", "out-of-range", $"{Price.Weeks} weeks are not between 1 and 104.");
        if (Price.Weeks is null && Price.Months is < 1 or > 120)
            fields.Fail("periodMonths", "out-of-range", $"{Price.Months} months are not between 1 and 120.");
        if (NoticeDays is < 0 or > 3650)
            fields.Fail("noticeDays", "out-of-range", $"{NoticeDays} days of notice are not between 0 and 3650.");
        if (EndsOn < StartsOn)
            fields.Fail(
                "endsOn",
                "ends-before-start",
                $"{EndsOn:yyyy-MM-dd} lies before the start, {StartsOn:yyyy-MM-dd}; check both dates."
            );
        if (TermEndsOn < StartsOn)
            fields.Fail(
                "termEndsOn",
                "ends-before-start",
                $"{TermEndsOn:yyyy-MM-dd} lies before the start, {StartsOn:yyyy-MM-dd}; check both dates."
            );
        if (TrialEndsOn < StartsOn)
            fields.Fail(
                "trialEndsOn",
                "ends-before-start",
                $"{TrialEndsOn:yyyy-MM-dd} lies before the start, {StartsOn:yyyy-MM-dd}; check both dates."
            );
        if (PriceFrom < StartsOn || PriceFrom >= EndsOn)
            fields.Fail(
                "priceFrom",
                "outside-subscription",
                $"{PriceFrom:yyyy-MM-dd} is no day on which the subscription runs."
            );
        if (Status != SubscriptionStatus.Active && EndsOn is null)
            fields.Fail(
                "endsOn",
                "missing",
                $"A subscription that is {Status.ToText()} needs the day on which it ends."
            );
        if (AccountReferenceIsWrong)
            fields.Fail("account", "not-a-reference", $"'{Account}' is neither an account id nor source:external id.");
    }

    private bool AccountReferenceIsWrong => Accounts.AccountReference.Parse(Account) is null;

    private static SubscriptionStatus ReadStatus(RowFields fields, string status)
    {
        if (status.Length == 0)
            return SubscriptionStatus.Active;
        if (!EnumText.TryTo<SubscriptionStatus>(status, out var value))
            fields.Fail("status", "unknown-status", $"'{status}' is none of {EnumText.Choices<SubscriptionStatus>()}.");
        return value;
    }

    public Subscription ToNew(Guid accountId, Guid productId) =>
        Describe(
            new Subscription(Guid.CreateVersion7(), accountId, productId, StartsOn, [Price])
            {
                Source = Source,
                ExternalId = ExternalId,
            }
        );

    /// <summary>
    /// The known subscription as the row describes it now. A price that differs takes effect on
    /// <see cref="PriceFrom"/>; without one, today while the subscription runs (what a billing system reports is the
    /// price of today), else it corrects the whole.
    /// </summary>
    public Subscription Change(Subscription known, Guid productId, DateOnly today)
    {
        var moved = Describe(known.StartingOn(StartsOn) with { ProductId = productId });
        var runs = moved.Facts.TermOn(today) is not null;
        moved = moved with { TrialEndsOn = TrialEndOf(known, today, runs) };
        var day = PriceFrom ?? (runs ? today : null);
        var current = day is null ? moved.Terms[^1] : moved.Facts.TermOn(day.Value);
        if (current is not null && current with { From = default } == Price with { From = default })
            return moved;
        return day is null || day == StartsOn
            ? moved with
            {
                Terms = [Price],
            }
            : moved with
            {
                Terms = moved.Facts.WithTerm(Price with { From = day.Value }).Terms,
            };
    }

    /// <summary>
    /// When it became paid for, as known: a row that says no more than "a trial no longer" of a trial that runs says so
    /// of today, as with a price. What was known and the row leaves out stays.
    /// </summary>
    private DateOnly? TrialEndOf(Subscription known, DateOnly today, bool runs)
    {
        if (TrialEndsOn is not null)
            return TrialEndsOn;
        if (Trial)
            return known.Trial ? known.TrialEndsOn : null;
        if (!known.Trial || known.TrialEndsOn <= today)
            return known.TrialEndsOn;
        return runs ? today : null;
    }

    private Subscription Describe(Subscription subscription) =>
        subscription with
        {
            EndsOn = EndsOn,
            TermEndsOn = TermEndsOn,
            AutoRenew = AutoRenew,
            NoticeDays = NoticeDays,
            Trial = Trial,
            TrialEndsOn = TrialEndsOn,
            Status = Status,
        };
}
