using MassTransit;
using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Counts open risks and overdue invoices, for segments, and writes them into the account's history.</summary>
public sealed class ShowRisksInPortfolio(Inbox inbox, TimelineWriter timeline, SegmentMembership segments)
    : IConsumer<RiskOpened>,
        IConsumer<RiskMoved>,
        IConsumer<InvoiceOverdue>,
        IConsumer<InvoicePaid>
{
    public Task Consume(ConsumeContext<RiskOpened> context) =>
        ShowAsync(
            context,
            "open_risks = open_risks + 1",
            "risk_opened",
            $"Risk opened ({context.Message.Category}): {context.Message.Cause}",
            context.Message.RiskId
        );

    public Task Consume(ConsumeContext<RiskMoved> context) =>
        ShowAsync(
            context,
            context.Message.To is "recovered" or "lost"
                ? "open_risks = greatest(open_risks - 1, 0)"
                : "open_risks = open_risks",
            "risk_moved",
            $"Risk: {context.Message.From} → {context.Message.To}",
            context.Message.RiskId
        );

    public Task Consume(ConsumeContext<InvoiceOverdue> context) =>
        ShowAsync(
            context,
            "overdue_invoices = overdue_invoices + 1",
            "invoice_overdue",
            $"Invoice over {context.Message.Amount} overdue since {context.Message.DueOn:yyyy-MM-dd}",
            context.Message.InvoiceId
        );

    public Task Consume(ConsumeContext<InvoicePaid> context) =>
        ShowAsync(
            context,
            "overdue_invoices = greatest(overdue_invoices - 1, 0)",
            "invoice_paid",
            $"Invoice over {context.Message.Amount} paid",
            context.Message.InvoiceId
        );

    private Task ShowAsync<T>(ConsumeContext<T> context, string change, string type, string title, Guid subject)
        where T : DomainEvent => inbox.OnceAsync(context, async work =>
        {
            var told = context.Message;
            await AccountReader.LockAsync(work, [told.AccountId]);
            await work.ExecuteAsync(
                $"update portfolio_entry set {change} where account_id = @AccountId",
                new { told.AccountId }
            );
            await timeline.AppendAsync(
                work,
                new TimelineEntry(told.EventId, told.AccountId, told.OccurredAt, type, title, subject)
                {
                    Service = "renewals",
                    Actor = told.Actor,
                }
            );
            await segments.EvaluateAsync(work, [told.AccountId]);
        });
}
