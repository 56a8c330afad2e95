using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Imports;

/// <summary>Takes a batch of invoice rows by external id.</summary>
public sealed class UpsertInvoices(
    Database database,
    AccountDirectory directory,
    Ownership ownership,
    OrganisationCalendar day,
    TimeProvider clock,
    IOptions<OrganisationOptions> organisation
)
{
    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<InvoiceRow> rows,
        bool dryRun,
        Caller caller,
        CancellationToken ct
    )
    {
        var read = rows.Select(row => InvoiceInput.Read(row, organisation.Value.ReportingCurrency, day.Today)).ToList();
        var accounts = await directory.ResolveAsync(
            read.Where(r => r.Failure is null).Select(r => r.Input.Account),
            ct
        );
        var writable = await ownership.WritableAsync(caller, [.. accounts.Values], ct);
        var results = new List<RowResult>(read.Count);
        await using var work = await database.BeginAsync(ct);
        var subscriptions = await SubscriptionsAsync(work, read.Where(r => r.Failure is null).Select(r => r.Input));
        foreach (var (input, failure) in read)
            results.Add(
                failure is not null ? RowResults.Failed(input.Line, failure)
                : accounts.TryGetValue(input.Account, out var id) && !writable.Contains(id)
                    ? RowResults.NotYours(input.Line, caller, id)
                : await ApplyAsync(work, input, accounts, subscriptions)
            );
        if (!dryRun)
            await work.CommitAsync();
        return results;
    }

    private async Task<RowResult> ApplyAsync(
        UnitOfWork work,
        InvoiceInput input,
        IReadOnlyDictionary<string, Guid> accounts,
        IReadOnlyDictionary<(string, string), Guid> subscriptions
    )
    {
        if (!accounts.TryGetValue(input.Account, out var accountId))
            return RowResults.Failed(
                input.Line,
                "account",
                "unknown-account",
                $"There is no account '{input.Account}'; import or create it first."
            );
        Guid? subscription = null;
        if (input.Subscription is { } external)
        {
            if (!subscriptions.TryGetValue((input.Source, external), out var id))
                return RowResults.Failed(
                    input.Line,
                    "subscription",
                    "unknown-subscription",
                    $"There is no subscription '{input.Source}:{external}'; import it first."
                );
            subscription = id;
        }

        var saved = await work.SingleOrDefaultAsync<SavedInvoice>(
            Upsert,
            new
            {
                Id = Guid.CreateVersion7(),
                AccountId = accountId,
                input.Source,
                input.ExternalId,
                Subscription = subscription,
                input.Amount,
                input.Currency,
                input.IssuedOn,
                input.DueOn,
                input.PaidOn,
                input.Status,
                Now = clock.GetUtcNow(),
            }
        );
        if (saved is null)
            return await UnchangedAsync(work, input, accountId);
        // Voided or corrected to nothing, it is owed no more, which is what others wait to hear.
        if (saved.Settled)
            await work.EnqueueAsync(
                new InvoicePaid(
                    accountId,
                    saved.Id,
                    new Money(input.Amount, input.Currency),
                    input.PaidOn ?? day.Today
                ),
                accountId
            );
        return saved.Version == 1
            ? RowResults.Inserted(input.Line, saved.Id)
            : RowResults.Updated(input.Line, saved.Id);
    }

    private static async Task<RowResult> UnchangedAsync(UnitOfWork work, InvoiceInput input, Guid accountId)
    {
        var known = (await work.SingleOrDefaultAsync<KnownInvoice>(Find, new { input.Source, input.ExternalId }))!;
        return known.AccountId == accountId
            ? RowResults.Unchanged(input.Line, known.Id)
            : RowResults.Failed(
                input.Line,
                "account",
                "other-account",
                $"{input.Source}:{input.ExternalId} belongs to account {known.AccountId}; an invoice does not "
                    + $"change its account."
            );
    }

    private static async Task<IReadOnlyDictionary<(string, string), Guid>> SubscriptionsAsync(
        UnitOfWork work,
        IEnumerable<InvoiceInput> inputs
    )
    {
        var keys = inputs
            .Where(i => i.Subscription is not null)
            .Select(i => (i.Source, External: i.Subscription!))
            .Distinct()
            .ToList();
        if (keys.Count == 0)
            return new Dictionary<(string, string), Guid>();
        var rows = await work.QueryAsync<(string Source, string ExternalId, Guid Id)>(
            FindSubscriptions,
            new { Sources = keys.Select(k => k.Source).ToArray(), ExternalIds = keys.Select(k => k.External).ToArray() }
        );
        return rows.ToDictionary(r => (r.Source, r.ExternalId), r => r.Id);
    }

    private sealed class SavedInvoice
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public bool Settled { get; init; }
    }

    private sealed class KnownInvoice
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
    }

    // Returns no row where nothing changes. What was announced as overdue is announced once it is settled.
    private const string Upsert = """
        insert into invoice as i (id, account_id, source, external_id, subscription_id, amount, currency, issued_on,
            due_on, paid_on, status, version, recorded_at)
        values (@Id, @AccountId, @Source, @ExternalId, @Subscription, @Amount, @Currency, @IssuedOn, @DueOn, @PaidOn,
            @Status, 1, @Now)
        on conflict on constraint invoice_external_id_key do update
        set subscription_id = excluded.subscription_id, amount = excluded.amount, currency = excluded.currency,
            issued_on = excluded.issued_on,
            due_on = excluded.due_on, paid_on = excluded.paid_on, status = excluded.status, version = i.version + 1,
                recorded_at = excluded.recorded_at
        where i.account_id = excluded.account_id
          and (i.subscription_id, i.amount, i.currency, i.issued_on, i.due_on, i.paid_on, i.status)
              is distinct from (excluded.subscription_id, excluded.amount, excluded.currency, excluded.issued_on,
                  excluded.due_on, excluded.paid_on, excluded.status)
        returning id, version, overdue_told and not owed as settled
        """;

    private const string Find =
        "select id, account_id from invoice where source = @Source and external_id = @ExternalId";

    private const string FindSubscriptions = """
        select source, external_id, id from subscription
        where (source, external_id) in (select * from unnest(@Sources, @ExternalIds))
        """;
}
