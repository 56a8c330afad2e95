using Platform.Accounts.Activities;
using Platform.Accounts.Audit;
using Platform.Accounts.Imports.Kinds;
using Platform.Files;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

public sealed class ActivityUpsert(ActivityWriter writer)
{
    /// <summary>One outcome per row, in order. External ids are distinct within a batch.</summary>
    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<ActivityRow> rows
    )
    {
        var accounts = await AccountReferences.ResolveAsync(work, context, rows.Select(row => row.Account));
        var existing = (
            await work.QueryAsync<StoredActivity>(
                ReadKnown,
                new { context.Source, ids = rows.Select(row => row.ExternalId).ToArray() }
            )
        ).ToDictionary(row => row.ExternalId, row => row.ToActivity(), StringComparer.Ordinal);
        var people = await PeopleAsync(
            work,
            context,
            rows,
            [.. accounts.Values.Select(account => account.Id).Distinct()]
        );

        var outcomes = new List<RowOutcome>(rows.Count);
        var changes = new List<(Activity? Before, Activity After)>(rows.Count);
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
            var named = row.Participants.Value ?? [];
            var participants = named
                .Select(name =>
                    people.TryGetValue((account.Id, name.ToLowerInvariant()), out var contact) ? contact : (Guid?)null
                )
                .ToArray();
            var after = new Activity(
                before?.Id ?? Guid.CreateVersion7(),
                account.Id,
                context.Source,
                row.ExternalId,
                row.Type,
                row.Subject.Or(before?.Subject),
                row.Notes.Or(before?.Notes),
                row.OccurredAt,
                row.TwoWay.Value ?? before?.TwoWay ?? Activity.IsTwoWayByNature(row.Type),
                row.Participants.IsGiven ? [.. participants.OfType<Guid>().Distinct()] : before?.Participants ?? [],
                before?.Version ?? 0,
                before?.Confidential ?? false
            )
            {
                RecordedBy = before?.RecordedBy,
                Pinned = before?.Pinned ?? false,
                Mentions = before?.Mentions ?? [],
            };
            changes.Add((before, after));
            IReadOnlyList<FieldChange> differs =
                before is null || !before.SameAs(after) ? [new FieldChange("activity", before, after)] : [];
            outcomes.Add(
                RowOutcome.Of(
                    row.Line,
                    row.ExternalId,
                    after.Id,
                    before is null,
                    differs,
                    [
                        .. named
                            .Where((_, i) => participants[i] is null)
                            .Select(name =>
                                ImportProblem.Warning(
                                    row.Line,
                                    context.ColumnOf("participants"),
                                    name,
                                    "unknown-contact",
                                    "No contact of the account has this id or e-mail address, so the activity "
                                        + "counts without them. Import contacts first."
                                )
                            ),
                    ]
                )
            );
        }
        await writer.SaveAsync(work, changes);
        return outcomes;
    }

    /// <summary>Account and external id or e-mail in lower case → contact.</summary>
    private static async Task<Dictionary<(Guid, string), Guid>> PeopleAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<ActivityRow> rows,
        Guid[] accounts
    )
    {
        var names = rows.SelectMany(row => row.Participants.Value ?? [])
            .Select(name => name.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (names.Length == 0)
            return [];
        var found = new Dictionary<(Guid, string), Guid>();
        foreach (
            var person in await work.QueryAsync<Person>(
                ReadPeople,
                new
                {
                    context.Source,
                    names,
                    accounts,
                }
            )
        )
            found[(person.AccountId, person.Name)] = person.Id;
        return found;
    }

    private sealed class Person
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
    }

    private const string ReadKnown =
        $"select {StoredActivity.Columns} from activity where source = @Source and external_id = any(@ids) order "
        + $"by id for update";

    private const string ReadPeople = """
        select id, account_id, lower(email) as name from contact
            where account_id = any(@accounts) and lower(email) = any(@names)
        union all
        select contact.id, account_id, lower(external_id) from contact_external_id
            join contact on contact.id = contact_id
        where source = @Source and lower(external_id) = any(@names) and account_id = any(@accounts)
        """;
}
