using System.Collections.Concurrent;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <summary>
/// Finds definitions by <c>name</c> (its newest locked version) or <c>name@version</c>. Locked ones are remembered for
/// two seconds: figures that are in memory must not queue behind writers for a connection (measured: under 100 changes
/// a second each answer waited 500 ms for one).
/// </summary>
public sealed class Definitions(Database database)
{
    public const string Standard = "standard";
    private const int RememberedMs = 2_000;

    private readonly ConcurrentDictionary<string, (DefinitionResponse Row, long Until)> _locked = new(
        StringComparer.Ordinal
    );

    /// <exception cref="ProblemException">400: there is no such definition, or none that is locked.</exception>
    public async Task<DefinitionResponse> FindAsync(string? reference, CancellationToken ct)
    {
        var (name, version) = Parse(reference is { Length: > 0 } ? reference : Standard);
        var key = $"{name}@{version}";
        if (_locked.TryGetValue(key, out var known) && known.Until > Environment.TickCount64)
            return known.Row;
        var row = await database.SingleOrDefaultAsync<DefinitionResponse>(Find, new { name, version }, ct)
            ?? throw Problem
                .Invalid(
                    "definition",
                    $"there is no {(version is null ? "locked " : "")}definition '{reference}'; GET "
                        + $"/v1/revenue/definitions lists them"
                )
                .ToException();
        if (row.Status == "locked")
            _locked[key] = (row, Environment.TickCount64 + RememberedMs);
        return row;
    }

    /// <summary>Call after locking a version, so that its name means the new version at once.</summary>
    public void Forget() => _locked.Clear();

    private static (string Name, int? Version) Parse(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return (reference, null);
        return int.TryParse(
            reference.AsSpan(at + 1),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var version
        )
            ? (reference[..at], version)
            : throw Problem.Invalid("definition", $"'{reference}' is not name or name@version").ToException();
    }

    internal const string Columns =
        "select name, version, status, description, reactivation, waterfall, created_by, created_at, locked_by, "
        + "locked_at from metric_definition";

    private const string Find = $"""
        {Columns} where name = @name and (version = @version or (@version::int is null and status = 'locked'))
        order by version desc limit 1
        """;

    internal const string Returning =
        "returning name, version, status, description, reactivation, waterfall, created_by, created_at, "
        + "locked_by, locked_at";
}
