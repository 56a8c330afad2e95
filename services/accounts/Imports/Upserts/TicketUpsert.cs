using Platform.Accounts.Audit;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Tickets;
using Platform.Files;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

public sealed class TicketUpsert(TicketWriter writer)
{
    /// <summary>One outcome per row, in order. External ids are distinct within a batch.</summary>
    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<TicketRow> rows
    )
    {
        var accounts = await AccountReferences.ResolveAsync(work, context, rows.Select(row => row.Account));
        var existing = (
            await work.QueryAsync<StoredTicket>(
                ReadKnown,
                new { context.Source, ids = rows.Select(row => row.ExternalId).ToArray() }
            )
        ).ToDictionary(row => row.ExternalId, row => row.ToTicket(), StringComparer.Ordinal);

        var outcomes = new List<RowOutcome>(rows.Count);
        var changes = new List<(Ticket? Before, Ticket After)>(rows.Count);
        foreach (var row in rows)
        {
            if (!accounts.TryGetValue(row.Account, out var account))
            {
                outcomes.Add(
                    RowOutcome.Failed(
                        row.Line,
                        row.ExternalId,
                        AccountReferences.Unknown(row.Line, row.Account, context)
                    )
                );
                continue;
            }
            var before = existing.GetValueOrDefault(row.ExternalId);
            var after = Apply(row, account.Id, context.Source, before);
            changes.Add((before, after));
            IReadOnlyList<FieldChange> differs =
                before is null || !before.SameAs(after) ? [new FieldChange("ticket", before, after)] : [];
            outcomes.Add(
                RowOutcome.Of(
                    row.Line,
                    row.ExternalId,
                    after.Id,
                    before is null,
                    differs,
                    [.. Remarks(row, account, context)]
                )
            );
        }
        await writer.SaveAsync(work, changes);
        return outcomes;
    }

    private static Ticket Apply(TicketRow row, Guid account, string source, Ticket? before) =>
        new(
            before?.Id ?? Guid.CreateVersion7(),
            account,
            source,
            row.ExternalId,
            row.Subject.Or(before?.Subject),
            row.Severity.Value ?? before?.Severity ?? Ticket.DefaultSeverity,
            row.OpenedAt,
            row.FirstResponseAt.Or(before?.FirstResponseAt),
            row.ResolvedAt.Or(before?.ResolvedAt),
            row.Satisfaction.Or(before?.Satisfaction),
            row.Escalated.Value ?? before?.Escalated ?? false,
            before?.Version ?? 0
        );

    private static IEnumerable<ImportProblem> Remarks(TicketRow row, ReferredAccount account, UpsertContext context)
    {
        if (account.CustomerSince is { } since && DateOnly.FromDateTime(row.OpenedAt.UtcDateTime) < since)
            yield return ImportProblem.Warning(
                row.Line,
                context.ColumnOf("openedAt"),
                row.OpenedAt.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                "before-customer-since",
                $"Lies before the account became a customer ({since:yyyy-MM-dd}). Check which of the two dates "
                    + $"is wrong."
            );
    }

    private const string ReadKnown =
        $"select {StoredTicket.Columns} from ticket where source = @Source and external_id = any(@ids) order by "
        + $"id for update";
}
