using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Counts open risks and overdue invoices, for segments, and writes them into the account's history.</summary>
public sealed class RiskProjection(TimelineWriter timeline, SegmentMembership segments)
    : IEventHandler<RiskOpened>,
        IEventHandler<RiskMoved>,
        IEventHandler<InvoiceOverdue>,
        IEventHandler<InvoicePaid>
{
    public Task HandleAsync(RiskOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        ApplyAsync(
            work,
            domainEvent,
            "open_risks = open_risks + 1",
            "risk_opened",
            $"Risk opened ({domainEvent.Category}): {domainEvent.Cause}",
            domainEvent.RiskId
        );

    public Task HandleAsync(RiskMoved domainEvent, UnitOfWork work, CancellationToken ct) =>
        ApplyAsync(
            work,
            domainEvent,
            domainEvent.To is "recovered" or "lost"
                ? "open_risks = greatest(open_risks - 1, 0)"
                : "open_risks = open_risks",
            "risk_moved",
            $"Risk: {domainEvent.From} → {domainEvent.To}",
            domainEvent.RiskId
        );

    public Task HandleAsync(InvoiceOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        ApplyAsync(
            work,
            domainEvent,
            "overdue_invoices = overdue_invoices + 1",
            "invoice_overdue",
            $"Invoice over {domainEvent.Amount} overdue since {domainEvent.DueOn:yyyy-MM-dd}",
            domainEvent.InvoiceId
        );

    public Task HandleAsync(InvoicePaid domainEvent, UnitOfWork work, CancellationToken ct) =>
        ApplyAsync(
            work,
            domainEvent,
            "overdue_invoices = greatest(overdue_invoices - 1, 0)",
            "invoice_paid",
            $"Invoice over {domainEvent.Amount} paid",
            domainEvent.InvoiceId
        );

    private async Task ApplyAsync(
        UnitOfWork work,
        DomainEvent domainEvent,
        string change,
        string type,
        string title,
        Guid subject
    )
    {
        await AccountReader.LockAsync(work, [domainEvent.AccountId]);
        await work.ExecuteAsync(
            $"update portfolio_entry set {change} where account_id = @AccountId",
            new { domainEvent.AccountId }
        );
        await timeline.AppendAsync(work, TimelineEntry.Of(domainEvent, "renewals", type, title, subject));
        await segments.EvaluateAsync(work, [domainEvent.AccountId]);
    }
}
