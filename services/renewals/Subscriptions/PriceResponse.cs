using Platform.Contracts;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

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
