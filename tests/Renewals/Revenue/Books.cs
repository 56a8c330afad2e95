using Platform.Renewals.Revenue;

namespace Platform.Renewals.Tests.Revenue;

/// <summary>Ledgers of whole books, built the way the service does it: account by account from subscriptions.</summary>
internal static class Books
{
    public static readonly ExchangeRates Euro = new("EUR", []);

    private static readonly DateTimeOffset Recorded = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static SubscriptionFacts Monthly(DateOnly start, DateOnly? end, decimal amount) =>
        new(Guid.NewGuid(), Guid.Empty, start, end, Trial: false, [new PriceTerm(start, 1, amount, 1, "EUR")]);

    public static List<LedgerRow> LedgerOf(IEnumerable<SubscriptionFacts> subscriptions, Guid? account = null) =>
        [
            .. Ledger.Append(
                account ?? Guid.NewGuid(),
                [],
                Movements.Of(Mrr.Timeline(subscriptions, Euro)),
                Recorded,
                Guid.NewGuid
            ),
        ];

    public static RetentionFigures Retention(
        IEnumerable<IReadOnlyList<LedgerRow>> accounts,
        DateOnly from,
        DateOnly to,
        RetentionDefinition? definition = null
    ) =>
        RetentionFigures.Of(
            accounts.Select(a => Ledger.Period(a, from, to, DateTimeOffset.MaxValue)),
            definition ?? RetentionDefinition.Default
        );
}
