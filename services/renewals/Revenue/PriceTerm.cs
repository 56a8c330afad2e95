namespace Platform.Renewals.Revenue;

/// <summary>What a subscription costs from a day on: <paramref name="Amount"/> is charged once every period of months
/// or of weeks.</summary>
/// <param name="From">First day on which the price holds; it holds until the next term or the end of the
/// subscription.</param>
/// <param name="Seats">Paid seats, 0 where the product is not sold by seat.</param>
/// <param name="Amount">Recurring amount of one period in <paramref name="Currency"/>, never negative.</param>
/// <param name="Months">Length of the period in months, 1 to 120; 0 where it is counted in weeks.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Weeks">Length of the period in weeks, where it is not counted in months.</param>
public sealed record PriceTerm(
    DateOnly From,
    int Seats,
    decimal Amount,
    int Months,
    string Currency,
    int? Weeks = null
);
