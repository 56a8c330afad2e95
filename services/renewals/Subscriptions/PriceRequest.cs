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
