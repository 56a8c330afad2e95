using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Imports;

/// <summary>Takes a batch of subscription rows: good rows commit together, each other row says why not.</summary>
public sealed class UpsertSubscriptions(
    Database database,
    AccountDirectory directory,
    AccountBookRepository books,
    Products products,
    OrganisationCalendar day,
    Ownership ownership
)
{
    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<SubscriptionRow> rows,
        bool dryRun,
        Caller caller,
        CancellationToken ct
    )
    {
        var read = rows.Select(row => SubscriptionInput.Read(row, books.ReportingCurrency)).ToList();
        var results = read.ConvertAll(r => r.Failure is { } failure ? RowResults.Failed(r.Input.Line, failure) : null);
        var accounts = await directory.ResolveAsync(
            read.Where(r => r.Failure is null).Select(r => r.Input.Account),
            ct
        );
        var writable = await ownership.WritableAsync(caller, [.. accounts.Values], ct);
        for (var i = 0; i < read.Count; i++)
            if (results[i] is null && accounts.TryGetValue(read[i].Input.Account, out var id) && !writable.Contains(id))
                results[i] = RowResults.NotYours(read[i].Input.Line, caller, id);

        await using var work = await database.BeginAsync(ct);
        var locked = await books.LockAsync(work, accounts.Values.Where(writable.Contains));
        var rates = await books.RatesAsync(work);
        var codes = await products.EnsureAsync(
            work,
            read.Where((_, i) => results[i] is null).Select(r => r.Input.Product)
        );
        var elsewhere = await OwnersAsync(work, read.Where(r => r.Failure is null).Select(r => r.Input));

        for (var i = 0; i < read.Count; i++)
            results[i] ??= Apply(read[i].Input, accounts, locked, codes, rates, elsewhere);

        await books.SaveAsync(work, locked.Values, rates);
        if (!dryRun)
            await work.CommitAsync();
        return results!;
    }

    private RowResult Apply(
        SubscriptionInput input,
        IReadOnlyDictionary<string, Guid> accounts,
        IReadOnlyDictionary<Guid, AccountBook> locked,
        IReadOnlyDictionary<string, Guid> codes,
        ExchangeRates rates,
        IReadOnlyDictionary<(string, string), Guid> elsewhere
    )
    {
        if (!accounts.TryGetValue(input.Account, out var accountId))
            return RowResults.Failed(
                input.Line,
                "account",
                "unknown-account",
                $"There is no account '{input.Account}'; import or create it first."
            );
        if (elsewhere.TryGetValue((input.Source, input.ExternalId), out var owner) && owner != accountId)
            return RowResults.Failed(
                input.Line,
                "account",
                "other-account",
                $"{input.Source}:{input.ExternalId} belongs to account {owner}; a subscription does not change "
                    + $"its account."
            );

        var book = locked[accountId];
        var known = book.Find(input.Source, input.ExternalId);
        var next = known is null
            ? input.ToNew(accountId, codes[input.Product])
            : input.Change(known, codes[input.Product], day.Today);
        if (known is not null && next.SameAs(known))
            return RowResults.Unchanged(input.Line, known.Id);
        if (
            next.Facts.PaidFrom is not null
            && next.Terms.FirstOrDefault(t => t.Amount > 0 && rates.On(t.Currency, t.From) is null) is { } unpriced
        )
            return RowResults.Failed(
                input.Line,
                "currency",
                "no-rate",
                new MissingRateException(unpriced.Currency, unpriced.From).Message
            );

        book.Put(next);
        return known is null ? RowResults.Inserted(input.Line, next.Id) : RowResults.Updated(input.Line, next.Id);
    }

    private static async Task<IReadOnlyDictionary<(string, string), Guid>> OwnersAsync(
        UnitOfWork work,
        IEnumerable<SubscriptionInput> inputs
    )
    {
        var keys = inputs.Select(i => (i.Source, i.ExternalId)).Distinct().ToList();
        var rows = await work.QueryAsync<(string Source, string ExternalId, Guid AccountId)>(
            FindOwners,
            new
            {
                Sources = keys.Select(k => k.Source).ToArray(),
                ExternalIds = keys.Select(k => k.ExternalId).ToArray(),
            }
        );
        return rows.ToDictionary(r => (r.Source, r.ExternalId), r => r.AccountId);
    }

    private const string FindOwners = """
        select source, external_id, account_id from subscription
        where (source, external_id) in (select * from unnest(@Sources, @ExternalIds))
        """;
}
