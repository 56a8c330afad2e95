namespace Platform.Simulator.Records;

/// <param name="Amount">What one period costs.</param>
/// <param name="PeriodMonths">1 or 12: how it is billed.</param>
/// <param name="EndsOn">The day after the last, once the term is over; a running term has none.</param>
/// <param name="TermEndsOn">The day after the last day of the term: of the renewal, if there is one.</param>
public sealed record SubscriptionRow(
    string ExternalId,
    string Account,
    string Product,
    int Seats,
    decimal Amount,
    string? Currency,
    int PeriodMonths,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    DateOnly TermEndsOn,
    bool AutoRenew
);
