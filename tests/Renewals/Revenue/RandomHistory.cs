using FsCheck;
using FsCheck.Fluent;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Tests.Revenue;

/// <summary>One thing we learned about one subscription: its start, its end or a price from some day on.</summary>
/// <param name="PaidAfter">Days after which a trial is paid for; null for one whose end is not known.</param>
internal sealed record Fact(
    int Account,
    int Subscription,
    DateOnly Day,
    DateOnly? End,
    decimal Amount,
    int Months,
    int? Weeks,
    string Currency,
    bool Trial,
    int? PaidAfter
);

internal sealed record RandomHistory(int Accounts, IReadOnlyList<Fact> Facts, DateOnly From, DateOnly To)
{
    private static readonly DateOnly Epoch = new(2023, 1, 1);

    public static readonly ExchangeRates Rates = new(
        "EUR",
        [
            new("USD", Epoch.AddDays(-400), 0.9213m),
            new("USD", Epoch.AddDays(100), 0.8777m),
            new("USD", Epoch.AddDays(300), 1.0101m),
            new("GBP", Epoch.AddDays(-400), 1.15m),
            new("GBP", Epoch.AddDays(200), 1.21m),
        ]
    );

    public static Gen<RandomHistory> Generator { get; } =
        from accounts in Gen.Choose(1, 4)
        from facts in FactOf(accounts).NonEmptyListOf()
        from first in Gen.Choose(0, 500)
        from length in Gen.Choose(1, 400)
        select new RandomHistory(accounts, [.. facts], Epoch.AddDays(first), Epoch.AddDays(first + length));

    private static Gen<Fact> FactOf(int accounts) =>
        from account in Gen.Choose(0, accounts - 1)
        from subscription in Gen.Choose(0, 2)
        from day in Gen.Choose(0, 700)
        from length in Gen.Choose(0, 400)
        from open in Gen.Elements(true, false)
        from cents in Gen.Choose(0, 250_000)
        from months in Gen.Elements(1, 3, 7, 12)
        from weeks in Gen.Elements<int?>(null, null, null, 1, 4)
        from currency in Gen.Elements("EUR", "USD", "GBP")
        from trial in Gen.Frequency((8, Gen.Constant(false)), (2, Gen.Constant(true)))
        from paidAfter in Gen.Elements<int?>(null, 0, 14, 90)
        select new Fact(
            account,
            subscription,
            Epoch.AddDays(day),
            open ? null : Epoch.AddDays(day + length),
            cents / 100m,
            weeks is null ? months : 0,
            weeks,
            currency,
            trial,
            trial ? paidAfter : null
        );
}
