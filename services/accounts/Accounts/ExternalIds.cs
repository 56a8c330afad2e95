using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Accounts;

/// <summary>What other systems call our accounts: many per account, each unique within its source.</summary>
public static class ExternalIds
{
    private const int Longest = 200;

    public static void Check(IReadOnlyList<ExternalId>? ids, IDictionary<string, string[]> errors)
    {
        for (var i = 0; i < (ids?.Count ?? 0); i++)
        {
            var id = ids![i];
            if (string.IsNullOrWhiteSpace(id.Source) || id.Source.Length > Longest)
                errors[$"externalIds[{i}].source"] = [$"is required, at most {Longest} characters"];
            if (string.IsNullOrWhiteSpace(id.Id) || id.Id.Length > Longest)
                errors[$"externalIds[{i}].id"] = [$"is required, at most {Longest} characters"];
        }
        if (Normal(ids).Distinct().Count() < ids?.Count)
            errors["externalIds"] = ["names one id twice"];
    }

    /// <summary>As they are kept: one spelling for what looks the same.</summary>
    public static IReadOnlyList<ExternalId> Normal(IReadOnlyList<ExternalId>? ids) =>
        [.. (ids ?? []).Select(id => new ExternalId(id.Source.ToNfc(), id.Id.ToNfc()))];

    /// <summary>External id, as it was asked for, → account, of one source; those unknown are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> ResolveAsync(
        Database database,
        string source,
        IReadOnlyCollection<string> ids,
        CancellationToken ct
    ) => AsAsked(ids, await database.QueryAsync<Resolved>(Resolve, Arguments(source, ids), ct));

    public static async Task<IReadOnlyDictionary<string, Guid>> ResolveAsync(
        UnitOfWork work,
        string source,
        IReadOnlyCollection<string> ids
    ) => AsAsked(ids, await work.QueryAsync<Resolved>(Resolve, Arguments(source, ids)));

    private static object Arguments(string source, IReadOnlyCollection<string> ids) =>
        new { source = source.ToNfc(), ids = ids.Select(id => id.ToNfc()).ToArray() };

    private static Dictionary<string, Guid> AsAsked(IReadOnlyCollection<string> asked, IReadOnlyList<Resolved> found)
    {
        var known = found.ToDictionary(row => row.ExternalId, row => row.AccountId, StringComparer.Ordinal);
        return asked
            .Distinct(StringComparer.Ordinal)
            .Where(id => known.ContainsKey(id.ToNfc()))
            .ToDictionary(id => id, id => known[id.ToNfc()], StringComparer.Ordinal);
    }

    public static async Task<ExternalId> FirstTakenAsync(
        Database database,
        IReadOnlyList<ExternalId> ids,
        CancellationToken ct
    )
    {
        foreach (var id in ids)
        {
            if ((await ResolveAsync(database, id.Source, [id.Id], ct)).Count > 0)
                return id;
        }
        return ids[0];
    }

    private sealed class Resolved
    {
        public string ExternalId { get; init; } = "";
        public Guid AccountId { get; init; }
    }

    private const string Resolve =
        "select external_id, account_id from account_external_id where source = @source and external_id = any(@ids)";
}
