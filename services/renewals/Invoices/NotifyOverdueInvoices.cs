using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Risks;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Invoices;

/// <summary>Tells of each invoice that is owed and passed its due date unpaid, once.</summary>
public sealed class NotifyOverdueInvoices(Database database, RiskOpener risks) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<Row>(Mark, new { today });
        if (rows.Count == 0)
            return;
        await work.EnqueueAsync([
            .. rows.Select(r =>
                (
                    (DomainEvent)new InvoiceOverdue(r.AccountId, r.Id, new Money(r.Amount, r.Currency), r.DueOn),
                    r.AccountId
                )
            ),
        ]);
        foreach (var row in rows)
            await risks.OpenAsync(
                work,
                new RiskCause(
                    row.AccountId,
                    "budget_pressure",
                    $"invoice:{row.Id}",
                    $"An invoice is unpaid since {row.DueOn:yyyy-MM-dd}"
                )
            );
        await work.CommitAsync();
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public DateOnly DueOn { get; init; }
    }

    private const string Mark = """
        update invoice set overdue_told = true, version = version + 1
        where id in (select id from invoice where owed and due_on < @today and not overdue_told order by id limit 1000
            for update skip locked)
        returning id, account_id, amount, currency, due_on
        """;
}
