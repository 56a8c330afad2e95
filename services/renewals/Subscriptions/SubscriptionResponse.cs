using System.ComponentModel.DataAnnotations;
using Platform.Contracts;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <param name="Amount">Recurring amount of one period.</param>
/// <param name="Months">Months of a period, 1 to 120; 1 where neither months nor weeks are given.</param>
/// <param name="Weeks">Weeks of a period, 1 to 104, in place of months: a weekly amount counts 52/12 of itself a
/// month.</param>
public sealed record PriceRequest(
    [Range(0, 10_000_000)] int Seats,
    Money Amount,
    [Range(1, 120)] int? Months,
    [Range(1, 104)] int? Weeks
) : IValidatableObject
{
    public PriceTerm From(DateOnly day) =>
        new(day, Seats, Amount.Amount, Weeks is null ? Months ?? 1 : 0, Amount.Currency, Weeks);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Months is not null && Weeks is not null)
            yield return new ValidationResult("a period has months or weeks; leave one out", [nameof(Weeks)]);
        if (Amount.Amount < 0)
            yield return new ValidationResult("a price is never negative", [nameof(Amount)]);
    }
}

/// <param name="Months">Months of a period; left out where it is counted in weeks.</param>
/// <param name="Weeks">Weeks of a period; left out where it is counted in months.</param>
public sealed record PriceResponse(DateOnly From, int Seats, Money Amount, int? Months, int? Weeks)
{
    public static PriceResponse Of(PriceTerm term) =>
        new(
            term.From,
            term.Seats,
            new Money(term.Amount, term.Currency),
            term.Weeks is null ? term.Months : null,
            term.Weeks
        );
}

/// <param name="Trial">A trial counts for no revenue, until <paramref name="TrialEndsOn"/> where that is known.</param>
/// <param name="TrialEndsOn">First day that is paid for, where it began as a trial, ISO date.</param>
/// <param name="Status">Whether it runs, was cancelled and so on.</param>
/// <param name="Prices">What is paid, each price from its first day.</param>
public sealed record SubscriptionResponse(
    Guid Id,
    Guid AccountId,
    Guid ProductId,
    Guid? ContractId,
    string? Source,
    string? ExternalId,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    DateOnly? TermEndsOn,
    bool AutoRenew,
    int? NoticeDays,
    bool Trial,
    SubscriptionStatus Status,
    IReadOnlyList<PriceResponse> Prices,
    int Version,
    DateOnly? TrialEndsOn
)
{
    public static SubscriptionResponse Of(Subscription s) =>
        new(
            s.Id,
            s.AccountId,
            s.ProductId,
            s.ContractId,
            s.Source,
            s.ExternalId,
            s.StartsOn,
            s.EndsOn,
            s.TermEndsOn,
            s.AutoRenew,
            s.NoticeDays,
            s.Trial,
            s.Status,
            [.. s.Terms.Select(PriceResponse.Of)],
            s.Version,
            s.TrialEndsOn
        );
}
