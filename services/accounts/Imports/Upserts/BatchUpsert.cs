using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Kinds;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

/// <summary>Reads a batch of a file's rows by their kind and brings them in; rows that cannot be read fail
/// here.</summary>
public sealed class BatchUpsert(
    AccountUpsert accounts,
    ContactUpsert contacts,
    TicketUpsert tickets,
    ActivityUpsert activities,
    RevenueForwarding revenue
)
{
    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        ImportPlan plan,
        IReadOnlyList<AttributeDefinition> schema,
        UpsertContext context,
        IReadOnlyList<SourceRow> rows,
        CancellationToken ct
    )
    {
        var failed = new List<RowOutcome>();
        var warnings = new Dictionary<int, IReadOnlyList<ImportProblem>>();
        var outcomes = plan.Kind.Name switch
        {
            "accounts" => await accounts.ApplyAsync(
                work,
                context,
                Read(
                    plan,
                    rows,
                    reader => ImportedAccount.Read(reader, schema),
                    row => row.ExternalId,
                    failed,
                    warnings
                )
            ),
            "contacts" => await contacts.ApplyAsync(
                work,
                context,
                Read(plan, rows, ContactRow.Read, row => row.ExternalId, failed, warnings)
            ),
            "tickets" => await tickets.ApplyAsync(
                work,
                context,
                Read(plan, rows, TicketRow.Read, row => row.ExternalId, failed, warnings)
            ),
            "activities" => await activities.ApplyAsync(
                work,
                context,
                Read(plan, rows, ActivityRow.Read, row => row.ExternalId, failed, warnings)
            ),
            "subscriptions" => await revenue.ApplyAsync(
                work,
                context,
                Read(plan, rows, SubscriptionRow.Read, row => row.ExternalId, failed, warnings),
                ct
            ),
            "invoices" => await revenue.ApplyAsync(
                work,
                context,
                Read(plan, rows, InvoiceRow.Read, row => row.ExternalId, failed, warnings),
                ct
            ),
            _ => throw new InvalidOperationException($"No rows of kind {plan.Kind.Name} are known."),
        };
        return
        [
            .. failed
                .Concat(
                    outcomes.Select(outcome =>
                        warnings.TryGetValue(outcome.Line, out var known)
                            ? outcome with
                            {
                                Problems = [.. known, .. outcome.Problems],
                            }
                            : outcome
                    )
                )
                .OrderBy(outcome => outcome.Line),
        ];
    }

    private static List<TRow> Read<TRow>(
        ImportPlan plan,
        IReadOnlyList<SourceRow> rows,
        Func<RowReader, TRow> read,
        Func<TRow, string> externalId,
        List<RowOutcome> failed,
        Dictionary<int, IReadOnlyList<ImportProblem>> warnings
    )
    {
        var good = new List<TRow>(rows.Count);
        foreach (var source in rows)
        {
            var reader = new RowReader(plan, source);
            var row = read(reader);
            if (reader.HasErrors)
                failed.Add(RowOutcome.Failed(source.Line, externalId(row), reader.Problems));
            else
            {
                good.Add(row);
                if (reader.Problems.Count > 0)
                    warnings[source.Line] = reader.Problems;
            }
        }
        return good;
    }
}
