using MassTransit;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps invoices that went unpaid past their due date. Either event may come first; neither undoes what the
/// other said.</summary>
public sealed class InvoicesProjection(Inbox inbox, ScoringSignal signal)
    : IConsumer<InvoiceOverdue>,
        IConsumer<InvoicePaid>
{
    /// <summary>A credit note, or an invoice over nothing, is owed by nobody.</summary>
    public Task Consume(ConsumeContext<InvoiceOverdue> context) =>
        context.Message.Amount.Amount > 0
            ? KeepAsync(context, context.Message.InvoiceId, context.Message.DueOn, null)
            : Task.CompletedTask;

    public Task Consume(ConsumeContext<InvoicePaid> context) =>
        context.Message.Amount.Amount > 0
            ? KeepAsync(context, context.Message.InvoiceId, null, context.Message.PaidOn)
            : Task.CompletedTask;

    private async Task KeepAsync<T>(ConsumeContext<T> context, Guid invoiceId, DateOnly? dueOn, DateOnly? paidOn)
        where T : Contracts.DomainEvent
    {
        await inbox.OnceAsync(context, async work =>
        {
            await work.ExecuteAsync(
                Upsert,
                new
                {
                    context.Message.AccountId,
                    InvoiceId = invoiceId,
                    DueOn = dueOn,
                    PaidOn = paidOn,
                }
            );
            await work.ExecuteAsync(MarkDirty.Sql, new { Id = context.Message.AccountId });
        });
        signal.Set();
    }

    private const string Upsert = """
        insert into invoice as i (account_id, invoice_id, due_on, paid_on)
        values (@AccountId, @InvoiceId, coalesce(@DueOn::date, @PaidOn::date), @PaidOn)
        on conflict (account_id, invoice_id) do update
            set due_on = coalesce(@DueOn::date, i.due_on), paid_on = coalesce(@PaidOn::date, i.paid_on)
        """;
}
