using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Mapping;
using Platform.Accounts.Imports.Reading;
using Platform.Accounts.Imports.Values;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

/// <summary>Reads a batch of a file's rows by their kind and brings them in; rows that cannot be read fail here.</summary>
public sealed class BatchUpsert(AccountUpsert accounts, ContactUpsert contacts, TicketUpsert tickets, ActivityUpsert activities, RevenueForwarding revenue)
{
    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(Work work, ImportPlan plan, IReadOnlyList<AttributeDefinition> schema, UpsertContext context, IReadOnlyList<SourceRow> rows, CancellationToken ct)
    {
        var failed = new List<RowOutcome>();
        var outcomes = plan.Kind.Name switch
        {
            "accounts" => await accounts.ApplyAsync(work, context, Read(plan, rows, reader => AccountRow.Read(reader, schema), row => row.ExternalId, failed)),
            "contacts" => await contacts.ApplyAsync(work, context, Read(plan, rows, ContactRow.Read, row => row.ExternalId, failed)),
            "tickets" => await tickets.ApplyAsync(work, context, Read(plan, rows, TicketRow.Read, row => row.ExternalId, failed)),
            "activities" => await activities.ApplyAsync(work, context, Read(plan, rows, ActivityRow.Read, row => row.ExternalId, failed)),
            "subscriptions" => await revenue.ApplyAsync(work, context, Read(plan, rows, SubscriptionRow.Read, row => row.ExternalId, failed), ct),
            "invoices" => await revenue.ApplyAsync(work, context, Read(plan, rows, InvoiceRow.Read, row => row.ExternalId, failed), ct),
            _ => throw new InvalidOperationException($"No rows of kind {plan.Kind.Name} are known."),
        };
        var remarks = Shortened(plan, rows).ToLookup(problem => problem.Line);
        return [.. failed.Concat(outcomes).OrderBy(outcome => outcome.Line)
            .Select(outcome => remarks.Contains(outcome.Line) ? outcome with { Problems = [.. outcome.Problems,
                .. remarks[outcome.Line]] } : outcome)];
    }

    private static readonly string[] IdFields = ["externalId", "account", "parentExternalId"];

    private static IEnumerable<ImportProblem> Shortened(ImportPlan plan, IReadOnlyList<SourceRow> rows) =>
        from column in IdFields.Select(field => plan.Source(field)?.Column).OfType<string>()
        from row in rows
        where ShortenedNumbers.Looks(row[column])
        select ImportProblem.Warning(row.Line, column, row[column], ShortenedNumbers.Code, ShortenedNumbers.Advice);

    private static List<TRow> Read<TRow>(ImportPlan plan, IReadOnlyList<SourceRow> rows, Func<RowReader, TRow> read, Func<TRow, string> externalId, List<RowOutcome> failed)
    {
        var good = new List<TRow>(rows.Count);
        foreach (var source in rows)
        {
            var reader = new RowReader(plan, source);
            var row = read(reader);
            if (reader.HasErrors) failed.Add(RowOutcome.Failed(source.Line, externalId(row), reader.Problems));
            else good.Add(row);
        }
        return good;
    }
}
