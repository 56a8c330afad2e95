using System.Text.Json;

namespace Platform.Cli.Imports.Recognition;

/// <summary>
/// Which column fills which field, as far as this program itself reads files: for usage and for the checks. It reads the
/// same mapping documents as the platform; what is wrong with one is for the platform to say.
/// </summary>
public sealed class FieldMap
{
    // What a column is taken for by its name alone, where there is no mapping; letters and digits only.
    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.Ordinal)
    {
        ["externalId"] = ["externalid", "id", "accountid", "subscriptionid", "ticketid", "churneventid"],
        ["account"] = ["account", "accountid", "accountexternalid", "customerid"],
        ["customerSince"] = ["customersince", "signupdate", "startdate", "createddate"],
        ["startsOn"] = ["startson", "startdate", "start"],
        ["endsOn"] = ["endson", "enddate", "end"],
        ["openedAt"] = ["openedat", "submittedat", "createdat", "opened"],
        ["resolvedAt"] = ["resolvedat", "closedat", "resolved"],
        ["eventId"] = ["eventid", "usageid", "id"],
        ["user"] = ["user", "userid", "email"],
        ["feature"] = ["feature", "featurename", "featurekey", "event", "eventname"],
        ["quantity"] = ["quantity", "usagecount", "count"],
        ["occurredAt"] = ["occurredat", "usagedate", "timestamp", "time", "date"],
        ["key"] = ["key", "feature", "featurekey"],
        ["name"] = ["name", "featurename"],
        ["core"] = ["core", "iscore"],
        ["premium"] = ["premium", "ispremium"],
    };

    private static readonly string[] DateFields =
    [
        "customerSince", "startsOn", "endsOn", "termEndsOn", "openedAt", "firstResponseAt", "resolvedAt", "occurredAt", "occurredOn", "issuedOn", "dueOn", "paidOn", "lastContactAt",
        "lastTwoWayContact",
    ];

    private readonly Dictionary<string, string> _columnOf = new(StringComparer.Ordinal);

    public string? this[string field] => _columnOf.GetValueOrDefault(field);

    /// <summary>The account is found through this reference rather than named: <c>subscription</c>; null: it is named.</summary>
    public string? AccountLookup { get; private set; }

    /// <summary>The declared spelling of dates; null: find out.</summary>
    public string? Dates { get; private set; }

    public char? Delimiter { get; private set; }

    public IEnumerable<string> DateColumns => DateFields.Select(name => this[name]).OfType<string>().Distinct(StringComparer.Ordinal);

    public static FieldMap Of(string? mapping, IReadOnlyList<string> header, IReadOnlyDictionary<string, string>? checks)
    {
        var map = new FieldMap();
        if (mapping is not null)
            map.Read(mapping);
        else
            map.Guess(header);
        foreach (var (column, says) in checks ?? new Dictionary<string, string>())
            map._columnOf[says] = column;
        return map;
    }

    private void Read(string mapping)
    {
        using var document = JsonDocument.Parse(mapping);
        var root = document.RootElement;
        if (root.TryGetProperty("dates", out var dates))
            Dates = dates.ValueKind == JsonValueKind.Array && dates.GetArrayLength() > 0 ? dates[0].ToString() : dates.ToString();
        if (root.TryGetProperty("delimiter", out var delimiter) && delimiter.GetString() is { Length: 1 } one)
            Delimiter = one[0];
        foreach (var column in root.GetProperty("columns").EnumerateObject())
        {
            foreach (var target in column.Value.ValueKind == JsonValueKind.Array ? column.Value.EnumerateArray().ToArray() : [column.Value])
                Bind(column.Name, target);
        }
    }

    private void Bind(string column, JsonElement target)
    {
        var isText = target.ValueKind == JsonValueKind.String;
        if ((isText ? target.GetString() : target.GetProperty("field").GetString()) is not { } field)
            return;
        _columnOf[field] = column;
        if (field == "account" && !isText && target.TryGetProperty("lookup", out var lookup) && lookup.GetString() == "subscription")
            AccountLookup = "subscription";
    }

    private void Guess(IReadOnlyList<string> header)
    {
        foreach (var (field, names) in Synonyms)
        {
            var column = names.Select(name => header.FirstOrDefault(column => Plain(column) == name)).FirstOrDefault(column => column is not null);
            if (column is not null)
                _columnOf[field] = column;
        }

        foreach (var field in DateFields.Where(field => !_columnOf.ContainsKey(field)))
        {
            if (header.FirstOrDefault(column => Plain(column) == Plain(field)) is { } column)
                _columnOf[field] = column;
        }
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
