using Platform.Accounts.Accounts;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.People;
using Platform.Contracts.Accounts;
using Platform.Files;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

/// <summary>Brings accounts in by external id: new ones are added, known ones changed where they differ, the rest left
/// alone.</summary>
public sealed class AccountUpsert(AccountWriter writer, OwnerWriter owners)
{
    /// <summary>One outcome per row, in order. External ids are distinct within a batch.</summary>
    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<ImportedAccount> rows
    )
    {
        var ids = rows.Select(row => row.ExternalId)
            .Concat(rows.Select(row => row.ParentExternalId.Value).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var known = new Dictionary<string, Guid>(
            await ExternalIds.ResolveAsync(work, context.Source, ids),
            StringComparer.Ordinal
        );
        var existing = await AccountReader.LockAsync(
            work,
            [.. rows.Where(row => known.ContainsKey(row.ExternalId)).Select(row => known[row.ExternalId]).Distinct()]
        );
        // Parents may stand in the same batch, in any order: ids are given before rows are built.
        var fresh = rows.Where(row => !known.ContainsKey(row.ExternalId) && row.Fields.Name.Value is not null)
            .ToDictionary(row => row.ExternalId, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        foreach (var (externalId, id) in fresh)
            known[externalId] = id;

        var outcomes = new List<RowOutcome>(rows.Count);
        var changes = new List<AccountChange>(rows.Count);
        var current = existing.ToDictionary();
        foreach (var row in rows)
        {
            if (Refuse(row, context, known) is { } refusal)
            {
                outcomes.Add(RowOutcome.Failed(row.Line, row.ExternalId, refusal));
                continue;
            }
            var id = known[row.ExternalId];
            var before = current.GetValueOrDefault(id);
            var after = Apply(
                row,
                before
                    ?? new Account
                    {
                        Id = id,
                        Name = "",
                        Lifecycle = Account.FirstLifecycle,
                    },
                known
            );
            var fields = AccountDiff.Between(before, after);
            changes.Add(
                new AccountChange(before, after, before is null ? [new ExternalId(context.Source, row.ExternalId)] : [])
            );
            outcomes.Add(
                RowOutcome.Of(row.Line, row.ExternalId, id, before is null, fields, [.. Remarks(row, context)])
            );
            current[id] = after;
        }
        await writer.SaveAsync(work, Latest(changes));
        await AssignOwnersAsync(work, context, rows, outcomes);
        return outcomes;
    }

    // After a merge two external ids of one file may stand for one account: the later row wins, on top of the earlier
    // one.
    private static List<AccountChange> Latest(List<AccountChange> changes) =>
        [
            .. changes
                .GroupBy(change => change.After.Id)
                .Select(group =>
                    group.Last() with
                    {
                        Before = group.First().Before,
                        NewExternalIds = group.First().NewExternalIds,
                    }
                ),
        ];

    private static ImportProblem? Refuse(ImportedAccount row, UpsertContext context, Dictionary<string, Guid> known)
    {
        if (!known.ContainsKey(row.ExternalId))
            return ImportProblem.Error(
                row.Line,
                context.ColumnOf("name"),
                null,
                "missing",
                $"'{row.ExternalId}' is new, and a new account needs a name."
            );
        if (
            row.ParentExternalId.Value is { } parent
            && !known.ContainsKey(parent)
            && !(context.DryRun && context.EarlierInFile(parent))
        )
            return ImportProblem.Error(
                row.Line,
                context.ColumnOf("parentExternalId"),
                parent,
                "unknown-account",
                $"No account of {context.Source} has this id. Put its row before this one, or import this row "
                    + $"again afterwards."
            );
        return null;
    }

    private static Account Apply(ImportedAccount row, Account account, Dictionary<string, Guid> known)
    {
        var fields = DomainName.NamesNoSite(row.Fields.Domain.Value)
            ? row.Fields with
            {
                Domain = default,
            }
            : row.Fields;
        if (row.ParentExternalId is { IsGiven: true, Value: var parent })
            fields = fields with
            {
                ParentId = new(true, parent is not null && known.TryGetValue(parent, out var id) ? id : null),
            };
        return AccountInput.Apply(account, fields, row.Attributes);
    }

    private static ImportProblem UnknownPerson(int line, string column, string person) =>
        ImportProblem.Warning(
            line,
            column,
            person,
            "unknown-person",
            "Is no active person of the roster, so the account has no such owner. "
                + "Add them with PUT /v1/people/{id} and import the row again."
        );

    private static IEnumerable<ImportProblem> Remarks(ImportedAccount row, UpsertContext context)
    {
        if (DomainName.NamesNoSite(row.Fields.Domain.Value))
        {
            yield return ImportProblem.Warning(
                row.Line,
                context.ColumnOf("domain"),
                row.Fields.Domain.Value,
                "not-a-domain",
                "Names no web site, so the account has no domain of it. "
                    + "Correct it to a host such as example.com, or leave it empty."
            );
        }
    }

    private async Task AssignOwnersAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<ImportedAccount> rows,
        List<RowOutcome> outcomes
    )
    {
        var named = rows.SelectMany(row => new[] { row.CsmEmail.Value, row.AccountExecutiveEmail.Value })
            .OfType<string>()
            .ToArray();
        var unknown = (await Roster.UnknownAsync(work, named)).ToHashSet(StringComparer.Ordinal);
        var assignments = new Dictionary<(Guid, string), Assignment>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (outcomes[i] is not { Result: not RowResult.Failed, Id: { } id })
                continue;
            Assign(i, id, OwnerRoles.Csm, "csmEmail", rows[i].CsmEmail.Value);
            Assign(i, id, OwnerRoles.AccountExecutive, "accountExecutiveEmail", rows[i].AccountExecutiveEmail.Value);
        }
        if (assignments.Count > 0)
            await owners.AssignAsync(work, [.. assignments.Values]);

        void Assign(int i, Guid id, string role, string field, string? person)
        {
            if (person is null)
                return;
            if (!unknown.Contains(person))
                assignments[(id, role)] = new Assignment(id, role, person, "import");
            else
                outcomes[i] = outcomes[i] with
                {
                    Problems = [.. outcomes[i].Problems, UnknownPerson(rows[i].Line, context.ColumnOf(field), person)],
                };
        }
    }
}
