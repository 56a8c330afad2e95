using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Organisation;

/// <summary>
/// How the organisation shows itself on pages that customers see. Each service keeps a copy in its own database, fed by
/// events of accounts (<see cref="OrganisationProjection"/>).
/// </summary>
public sealed class OrganisationProfile(Database database)
{
    /// <summary>Where the gateway shows the logo to anybody.</summary>
    public const string LogoPath = "/organisation/logo";

    /// <summary>What the page's head shows; without a name before one is set.</summary>
    public async Task<OrganisationHead> ReadAsync(CancellationToken ct) =>
        await database.SingleOrDefaultAsync<OrganisationHead>("select name, has_logo from organisation.profile", ct: ct)
        ?? new OrganisationHead();

    /// <summary>User id to name, of those whose names are known.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        IEnumerable<string> personIds,
        CancellationToken ct
    )
    {
        var ids = personIds.Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length == 0)
            return new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = await database.QueryAsync<NameRow>(
            "select id, name from organisation.person where id = any(@ids)",
            new { ids },
            ct
        );
        return rows.ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
    }

    private sealed class NameRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
