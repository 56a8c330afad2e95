using Platform.ServiceKit.Data;

namespace Platform.Engagement.Cadences;

/// <summary>The table of what accounts are owed.</summary>
/// <param name="Items">By kind and motion.</param>
/// <param name="ChangedBy">Who set it; absent while it is as it was shipped.</param>
/// <param name="ChangedAt">When, UTC.</param>
/// <param name="Version">For If-Match.</param>
public sealed record CadenceTable(
    IReadOnlyList<Cadence> Items,
    string? ChangedBy,
    DateTimeOffset? ChangedAt,
    int Version
)
{
    internal static async Task<CadenceTable> ReadAsync(UnitOfWork work)
    {
        var rows = await work.QueryAsync<(string Kind, string Motion, string? Lifecycle, string? Priority, int Days)>(
            "select kind, motion, lifecycle, priority, every_days from cadence order by kind, motion"
        );
        var (version, by, at) = await work.SingleOrDefaultAsync<(int Version, string? By, DateTimeOffset? At)>(
            "select version, changed_by, changed_at from cadence_version"
        );
        return new CadenceTable(
            [.. rows.Select(row => new Cadence(row.Kind, row.Motion, row.Lifecycle, row.Priority, row.Days))],
            by,
            at,
            version
        );
    }
}
