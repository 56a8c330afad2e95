using Platform.Renewals.Revenue;

namespace Platform.Renewals.Tests.Revenue;

/// <summary>A book that learns one fact after another, and appends to its ledgers as the service does.</summary>
internal sealed class RecordedBook(int accounts)
{
    private readonly Guid[] _ids = [.. Enumerable.Range(0, accounts).Select(_ => Guid.NewGuid())];
    private readonly Dictionary<int, SubscriptionFacts>[] _subscriptions =
    [
        .. Enumerable.Range(0, accounts).Select(_ => new Dictionary<int, SubscriptionFacts>()),
    ];

    public List<LedgerRow>[] Accounts { get; } = [.. Enumerable.Range(0, accounts).Select(_ => new List<LedgerRow>())];

    public List<LedgerRow> InOrder { get; } = [];

    public DateTimeOffset Now { get; private set; } = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IEnumerable<SubscriptionFacts> SubscriptionsOf(int account) => _subscriptions[account].Values;

    public static RecordedBook Of(RandomHistory history)
    {
        var book = new RecordedBook(history.Accounts);
        foreach (var fact in history.Facts)
            book.Record(fact);
        return book;
    }

    public void Record(Fact fact)
    {
        Now = Now.AddHours(1);
        var term = new PriceTerm(fact.Day, 1, fact.Amount, fact.Months, fact.Currency, fact.Weeks);
        var known = _subscriptions[fact.Account].GetValueOrDefault(fact.Subscription);
        _subscriptions[fact.Account][fact.Subscription] =
            known is null || fact.Day < known.Start
                ? new SubscriptionFacts(
                    Guid.NewGuid(),
                    Guid.Empty,
                    fact.Day,
                    fact.End,
                    fact.Trial,
                    [term],
                    fact.PaidAfter is { } days ? fact.Day.AddDays(days) : null
                )
                : known.WithTerm(term) with
                {
                    End = fact.End,
                };

        var derived = Movements.Of(Mrr.Timeline(SubscriptionsOf(fact.Account), RandomHistory.Rates));
        var rows = Ledger.Append(_ids[fact.Account], Accounts[fact.Account], derived, Now, Guid.NewGuid);
        Accounts[fact.Account].AddRange(rows);
        InOrder.AddRange(rows);
    }

    public RetentionFigures Retention(DateOnly from, DateOnly to, DateTimeOffset knownAt) =>
        RetentionFigures.Of(Accounts.Select(a => Ledger.Period(a, from, to, knownAt)), RetentionDefinition.Default);
}
