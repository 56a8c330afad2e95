using System.Collections.Concurrent;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Accounts;

/// <summary>
/// Finds the account that an event names, by id or by source:externalId: in memory, then in this service's own copy,
/// then (once per batch) by asking accounts, whose event may be on its way still.
/// </summary>
public sealed class AccountDirectory(Database database, IAccountsClient accounts, TimeProvider clock)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(5);

    private ConcurrentDictionary<byte[], Guid> _known = new(Utf8Comparer.Instance);
    private DateTimeOffset _emptyAt = DateTimeOffset.MinValue;

    /// <summary>The id per name, or null where there is no such account.</summary>
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">503 where an unknown name could not be looked
    /// up.</exception>
    public async ValueTask<IReadOnlyList<Guid?>> FindAsync(IReadOnlyList<byte[]> names, CancellationToken ct)
    {
        var known = Known();
        var found = new Guid?[names.Count];
        List<int>? missing = null;
        for (var i = 0; i < names.Count; i++)
            if (known.TryGetValue(names[i], out var id))
                found[i] = id;
            else
                (missing ??= []).Add(i);
        if (missing is null)
            return found;

        await FindInCopyAsync(names, found, missing, ct);
        missing.RemoveAll(i => found[i] is not null);
        if (missing.Count > 0)
            await AskAsync(names, found, missing, ct);
        for (var i = 0; i < names.Count; i++)
            if (found[i] is { } id)
                known.TryAdd(names[i], id);
        return found;
    }

    /// <summary>External ids may move to another account, so what is remembered is forgotten now and then.</summary>
    private ConcurrentDictionary<byte[], Guid> Known()
    {
        var now = clock.GetUtcNow();
        if (now >= _emptyAt)
        {
            _emptyAt = now + KeepFor;
            _known = new(Utf8Comparer.Instance);
        }
        return _known;
    }

    private async Task FindInCopyAsync(
        IReadOnlyList<byte[]> names,
        Guid?[] found,
        List<int> missing,
        CancellationToken ct
    )
    {
        var parsed = missing.Select(i => (Index: i, Name: AccountName.Parse(names[i]))).ToList();
        var ids = parsed.Where(p => p.Name?.Id is not null).Select(p => p.Name!.Id!.Value).ToArray();
        if (ids.Length > 0)
        {
            var present = (await database.QueryAsync<Guid>(ById, new { Ids = ids }, ct)).ToHashSet();
            foreach (var (index, name) in parsed)
                if (name?.Id is { } id && present.Contains(id))
                    found[index] = id;
        }

        var external = parsed.Where(p => p.Name is { Id: null }).ToList();
        if (external.Count == 0)
            return;
        var rows = await database.QueryAsync<ExternalIdRow>(
            ByExternalId,
            new
            {
                Sources = external.Select(p => p.Name!.Source).ToArray(),
                ExternalIds = external.Select(p => p.Name!.ExternalId).ToArray(),
            },
            ct
        );
        var byName = rows.ToDictionary(r => (r.Source, r.ExternalId), r => r.AccountId);
        foreach (var (index, name) in external)
            if (byName.TryGetValue((name!.Source!, name.ExternalId!), out var id))
                found[index] = id;
    }

    private async Task AskAsync(IReadOnlyList<byte[]> names, Guid?[] found, List<int> missing, CancellationToken ct)
    {
        var asked = missing
            .Select(i => (Index: i, Name: AccountName.Parse(names[i])))
            .Where(p => p.Name is not null)
            .ToList();
        if (asked.Count == 0)
            return;
        var answers = await accounts.FindAsync([.. asked.Select(p => p.Name!)], ct);
        foreach (var ((index, _), id) in asked.Zip(answers))
            found[index] = id;
        var ids = answers.OfType<Guid>().Distinct().ToArray();
        if (ids.Length > 0)
            await database.ExecuteAsync(Remember, new { Ids = ids }, ct);
    }

    private sealed class ExternalIdRow
    {
        public string Source { get; init; } = "";
        public string ExternalId { get; init; } = "";
        public Guid AccountId { get; init; }
    }

    private const string ById = "select account_id from account where account_id = any(@Ids)";

    private const string ByExternalId = """
        select e.source, e.external_id, e.account_id
        from unnest(@Sources, @ExternalIds) as asked (source, external_id)
        join account_external_id e using (source, external_id)
        """;

    /// <summary>The rest of the account comes with its event.</summary>
    private const string Remember = "insert into account (account_id) select unnest(@Ids) on conflict do nothing";
}
