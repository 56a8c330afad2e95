using Platform.Accounts.Contacts;
using Platform.Accounts.Imports.Kinds;
using Platform.Contracts.Accounts;
using Platform.Files;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

public sealed class ContactUpsert(ContactWriter writer)
{
    /// <summary>One outcome per row, in order. External ids are distinct within a batch.</summary>
    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<ContactRow> rows
    )
    {
        var accounts = await AccountReferences.ResolveAsync(work, context, rows.Select(row => row.Account));
        var known = (
            await work.QueryAsync<Known>(
                ReadKnown,
                new { context.Source, ids = rows.Select(row => row.ExternalId).ToArray() }
            )
        ).ToDictionary(row => row.ExternalId, row => row.ContactId, StringComparer.Ordinal);
        var existing = await ContactReader.LockAsync(work, [.. known.Values.Distinct()]);

        var outcomes = new List<RowOutcome>(rows.Count);
        var changes = new List<ContactChange>(rows.Count);
        foreach (var row in rows)
        {
            var before = known.TryGetValue(row.ExternalId, out var id) ? existing.GetValueOrDefault(id) : null;
            if (!accounts.TryGetValue(row.Account, out var account))
                outcomes.Add(
                    RowOutcome.Failed(
                        row.Line,
                        row.ExternalId,
                        AccountReferences.Unknown(row.Line, row.Account, context)
                    )
                );
            else if (before is null && row.Name.Value is null)
                outcomes.Add(
                    RowOutcome.Failed(
                        row.Line,
                        row.ExternalId,
                        ImportProblem.Error(
                            row.Line,
                            context.ColumnOf("name"),
                            null,
                            "missing",
                            $"'{row.ExternalId}' is new, and a new contact needs a name."
                        )
                    )
                );
            else
            {
                var after = Apply(
                    row,
                    before
                        ?? new Contact
                        {
                            Id = Guid.CreateVersion7(),
                            AccountId = account.Id,
                            Name = "",
                        }
                ) with
                {
                    AccountId = account.Id,
                };
                changes.Add(
                    new ContactChange(
                        before,
                        after,
                        before is null ? [new ExternalId(context.Source, row.ExternalId)] : []
                    )
                );
                outcomes.Add(
                    RowOutcome.Of(row.Line, row.ExternalId, after.Id, before is null, Contact.Changes(before, after))
                );
            }
        }
        await writer.SaveAsync(work, [.. changes.GroupBy(change => change.After.Id).Select(group => group.Last())]);
        return outcomes;
    }

    private static Contact Apply(ContactRow row, Contact contact) =>
        contact with
        {
            Name = row.Name.Or(contact.Name) ?? contact.Name,
            Email = row.Email.Or(contact.Email),
            Title = row.Title.Or(contact.Title),
            Seniority = row.Seniority.Or(contact.Seniority),
            Function = row.Function.IsGiven ? row.Function.Value?.ToLowerInvariant() : contact.Function,
            Roles = row.Roles.Or(contact.Roles),
            ProductUserIds = row.ProductUserIds.Or(contact.ProductUserIds),
            LastTwoWayContactAt = Later(row.LastContactAt.Value, contact.LastTwoWayContactAt),
            Status = row.Status.Or(contact.Status) ?? contact.Status,
        };

    // Calls recorded here may be younger than what the file knows.
    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;

    private sealed class Known
    {
        public string ExternalId { get; init; } = "";
        public Guid ContactId { get; init; }
    }

    private const string ReadKnown =
        "select external_id, contact_id from contact_external_id where source = @Source and external_id = any(@ids)";
}
