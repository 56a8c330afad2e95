using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <summary>
/// Everything that decides what one account is worth: its subscriptions and the ledger rows in force. Changes are put
/// in, and <see cref="Close"/> says what has to be written. No I/O: <see cref="AccountBookRepository"/> locks, loads
/// and saves it.
/// </summary>
public sealed class AccountBook(
    Guid accountId,
    AccountTotals totals,
    IEnumerable<Subscription> subscriptions,
    IEnumerable<BookRow> inForce
)
{
    private readonly Dictionary<Guid, Subscription> _subscriptions = subscriptions.ToDictionary(s => s.Id);
    private readonly List<BookRow> _inForce = [.. inForce];
    private readonly HashSet<Guid> _changed = [];

    public Guid AccountId { get; } = accountId;

    public AccountTotals Totals { get; } = totals;

    /// <summary>Whether a renewal of this account was undecided when the book was locked; where none was, none can be
    /// superseded.</summary>
    public bool HasOpenRenewals { get; init; }

    public IReadOnlyCollection<Subscription> Subscriptions => _subscriptions.Values;

    public Subscription? Find(Guid id) => _subscriptions.GetValueOrDefault(id);

    public Subscription? Find(string source, string externalId) =>
        _subscriptions.Values.FirstOrDefault(s => s.Source == source && s.ExternalId == externalId);

    /// <summary>Puts a new or changed subscription in; gives it its next version (one per close, however often it is
    /// put).</summary>
    public Subscription Put(Subscription subscription)
    {
        var known = _subscriptions.GetValueOrDefault(subscription.Id);
        var version = _changed.Add(subscription.Id) ? (known?.Version ?? 0) + 1 : known!.Version;
        return _subscriptions[subscription.Id] = subscription with { Version = version };
    }

    /// <summary>Takes a subscription out, for another account's book to take over.</summary>
    public Subscription GiveAway(Guid id)
    {
        _subscriptions.Remove(id, out var subscription);
        GaveAway = true;
        return subscription
            ?? throw new KeyNotFoundException($"Subscription {id} is not in the book of account {AccountId}.");
    }

    /// <summary>Puts another account's subscription in, as its next version.</summary>
    public void TakeOver(Subscription subscription)
    {
        TookOver = true;
        _changed.Add(subscription.Id);
        _subscriptions[subscription.Id] = subscription with
        {
            AccountId = AccountId,
            Version = subscription.Version + 1,
        };
    }

    /// <summary>What left this book did not churn: another account pays for it now.</summary>
    public bool GaveAway { get; private set; }

    /// <summary>What it took over ended before, if it did, in the other account's book.</summary>
    public bool TookOver { get; private set; }

    /// <param name="rates">The rates as known now.</param>
    /// <param name="recordedAt">Now.</param>
    /// <param name="today">The business date for which the totals hold.</param>
    /// <exception cref="MissingRateException">A price has no rate on its first day.</exception>
    public BookChange Close(ExchangeRates rates, DateTimeOffset recordedAt, DateOnly today)
    {
        // A change never gets the same instant as the one before: "as known then" has to tell them apart.
        if (recordedAt <= Totals.RecordedAt)
            recordedAt = Totals.RecordedAt.AddMilliseconds(1);
        var timeline = Mrr.Timeline(_subscriptions.Values.Select(s => s.Facts), rates);
        var account = Append(productId: null, timeline);
        var products = _subscriptions
            .Values.Select(s => s.ProductId)
            .Union(_inForce.Select(r => r.ProductId).OfType<Guid>())
            .SelectMany(product =>
                Append(
                    product,
                    Mrr.Timeline(_subscriptions.Values.Where(s => s.ProductId == product).Select(s => s.Facts), rates)
                )
            );
        var rows = account.Concat(products).ToList();

        List<PriceTerm> running = [.. _subscriptions.Values.Select(s => s.Facts.PaidTermOn(today)).OfType<PriceTerm>()];
        var closed = new AccountTotals(
            running.Sum(term => Mrr.Of(term, rates)),
            running.Sum(term => Mrr.YearlyOf(term, rates)),
            running.Sum(term => term.Seats),
            _subscriptions.Values.Select(s => s.RenewalOn(today)).Min(),
            timeline is [var first, ..] ? first.On : null,
            today,
            Totals.Version + 1,
            recordedAt
        );
        var moved = _changed.Count > 0 || rows.Count > 0 || closed.DiffersFrom(Totals);
        var ending = Ending.Of(timeline, today);
        if (ending is not null)
            ending = ending with { Arr = _subscriptions.Values.Sum(s => s.ArrOn(ending.On.AddDays(-1), rates)) };
        return new BookChange(this, [.. _changed.Select(id => _subscriptions[id])], rows, closed, moved, ending)
        {
            SeatHistory = AccountPast.Seats(_subscriptions.Values.Select(s => s.Facts)),
            Outcomes = AccountPast.Outcomes(_subscriptions.Values.Select(s => s.Facts), timeline),
        };

        IEnumerable<BookRow> Append(Guid? productId, IReadOnlyList<MrrStep> steps) =>
            Ledger
                .Append(
                    AccountId,
                    _inForce.Where(r => r.ProductId == productId).Select(r => r.Row),
                    Movements.Of(steps),
                    recordedAt,
                    Guid.CreateVersion7
                )
                .Select(row => new BookRow(row, productId));
    }
}
