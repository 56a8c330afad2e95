using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps invoices that went unpaid past their due date. Either event may come first; neither undoes what the
/// other said.</summary>
public sealed class InvoicesProjection(ScoringSignal signal) : IEventHandler<InvoiceOverdue>, IEventHandler<InvoicePaid>
{
    public Task HandleAsync(InvoiceOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.InvoiceId, domainEvent.Amount, domainEvent.DueOn, null);

    public Task HandleAsync(InvoicePaid domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.InvoiceId, domainEvent.Amount, null, domainEvent.PaidOn);

    private async Task UpsertAsync(
        UnitOfWork work,
        Guid accountId,
        Guid invoiceId,
        Money amount,
        DateOnly? dueOn,
        DateOnly? paidOn
    )
    {
        if (amount.Amount <= 0)
            return; // Nothing is owed on a credit note or an invoice over nothing.
        await work.ExecuteAsync(
            Upsert,
            new
            {
                AccountId = accountId,
                InvoiceId = invoiceId,
                DueOn = dueOn,
                PaidOn = paidOn,
            }
        );
        await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
        work.AfterCommit(signal.Set);
    }

    private const string Upsert = """
        insert into invoice as i (account_id, invoice_id, due_on, paid_on)
        values (@AccountId, @InvoiceId, coalesce(@DueOn::date, @PaidOn::date), @PaidOn)
        on conflict (account_id, invoice_id) do update
            set due_on = coalesce(@DueOn::date, i.due_on), paid_on = coalesce(@PaidOn::date, i.paid_on)
        """;
}
