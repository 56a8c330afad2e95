namespace Platform.Renewals.Subscriptions;

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
