using System.ComponentModel.DataAnnotations;
using Platform.Contracts;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <param name="Amount">Recurring amount per <paramref name="Months"/>.</param>
public sealed record PriceRequest([Range(0, 10_000_000)] int Seats, Money Amount, [Range(1, 120)] int Months)
{
    public PriceTerm From(DateOnly day) => new(day, Seats, Amount.Amount, Months, Amount.Currency);
}

public sealed record PriceResponse(DateOnly From, int Seats, Money Amount, int Months);

/// <param name="Trial">A trial counts for no revenue.</param>
/// <param name="Status">Whether it runs, was cancelled and so on.</param>
/// <param name="Prices">What is paid, each price from its first day.</param>
public sealed record SubscriptionResponse(
    Guid Id, Guid AccountId, Guid ProductId, Guid? ContractId, string? Source, string? ExternalId, DateOnly StartsOn, DateOnly? EndsOn, DateOnly? TermEndsOn,
    bool AutoRenew, int? NoticeDays, bool Trial, SubscriptionStatus Status, IReadOnlyList<PriceResponse> Prices, int Version)
{
    public static SubscriptionResponse Of(Subscription s) => new(
        s.Id, s.AccountId, s.ProductId, s.ContractId, s.Source, s.ExternalId, s.StartsOn, s.EndsOn, s.TermEndsOn, s.AutoRenew, s.NoticeDays, s.Trial, s.Status,
        [.. s.Terms.Select(t => new PriceResponse(t.From, t.Seats, new Money(t.Amount, t.Currency), t.Months))], s.Version);
}
