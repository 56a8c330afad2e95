using System.Text.Json;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Reading;
using Platform.Accounts.Imports.Values;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>
/// Reads a mapping document (JSON) and finds every mistake in it at once:
/// <code>
/// { "kind": "accounts", "dates": ["YYYY-MM-DD"], "booleans": { "true": ["True"], "false": ["False"] }, "decimalSeparator": ".",
///   "timeZone": "Europe/Berlin", "encoding": "utf-16", "delimiter": ";",
///   "columns": {
///     "account_id": "externalId",
///     "plan_tier": [ { "field": "size", "values": { "Basic": "smb", "Pro": "mid_market" }, "otherwise": "enterprise" }, "attributes.plan" ],
///     "signup_date": { "field": "customerSince", "dates": "DD-MM-YYYY" } },
///   "constants": { "lifecycle": "established" }, "ignore": ["churn_flag"] }
/// </code>
/// </summary>
public sealed class MappingDocument
{
    private static readonly string[] Known = ["kind", "columns", "constants", "ignore", "dates", "booleans", "decimalSeparator", "timeZone", "encoding", "delimiter", "description"];
    private static readonly string[] KnownOfTarget = ["field", "values", "otherwise", "dates", "booleans", "decimalSeparator", "lookup"];
    private static readonly string[] LookUps = ["externalId", "domain", "name"];

    private readonly Dictionary<string, string> _mistakes = [];
    private readonly IReadOnlyList<AttributeDefinition> _attributes;

    private MappingDocument(IReadOnlyList<AttributeDefinition> attributes) => _attributes = attributes;

    /// <summary>The mapping, or the mistakes by JSON path when there are any.</summary>
    public static (ImportMapping? Mapping, IReadOnlyDictionary<string, string> Mistakes) Read(JsonElement document, IReadOnlyList<AttributeDefinition> attributes)
    {
        var reading = new MappingDocument(attributes);
        var mapping = reading.Mapping(document);
        return (reading._mistakes.Count == 0 ? mapping : null, reading._mistakes);
    }

    private ImportMapping? Mapping(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            _mistakes["$"] = "A mapping is a JSON object with at least \"kind\" and \"columns\".";
            return null;
        }
        RefuseUnknown(document, Known, prefix: "");
        var kindName = TextAt(document, "kind");
        var kind = kindName is null ? null : ImportKind.Named(kindName);
        if (kind is null)
        {
            _mistakes["kind"] = $"Must be one of {string.Join(", ", ImportKind.All.Select(known => known.Name))}.";
            return null;
        }

        var encoding = TextAt(document, "encoding");
        if (encoding is not null && !TextDecoding.IsKnown(encoding)) _mistakes["encoding"] = "Must be utf-8, utf-16, utf-16be or windows-1252; leave it out to detect it.";
        var delimiter = TextAt(document, "delimiter");
        if (delimiter is { Length: not 1 }) _mistakes["delimiter"] = "Must be one character; leave it out to detect it.";

        var mapping = new ImportMapping(kind, Columns(document, kind), Constants(document, kind), Names(document, "ignore"), Spelling(document, ""),
            Zone(document), encoding, delimiter is { Length: 1 } ? delimiter[0] : null);
        RefuseFieldsFilledTwice(mapping);
        RequireFields(mapping);
        return mapping;
    }

    private Dictionary<string, IReadOnlyList<FieldTarget>> Columns(JsonElement document, ImportKind kind)
    {
        var columns = new Dictionary<string, IReadOnlyList<FieldTarget>>(StringComparer.OrdinalIgnoreCase);
        if (!document.TryGetProperty("columns", out var mapped) || mapped.ValueKind != JsonValueKind.Object)
        {
            _mistakes["columns"] = "Must be an object: column of the file → field.";
            return columns;
        }
        foreach (var column in mapped.EnumerateObject())
        {
            var path = $"columns.{column.Name}";
            columns[column.Name] = column.Value.ValueKind == JsonValueKind.Array
                ? [.. column.Value.EnumerateArray().Select((target, i) => Target(target, kind, $"{path}[{i}]")).OfType<FieldTarget>()]
                : [.. new[] { Target(column.Value, kind, path) }.OfType<FieldTarget>()];
        }
        return columns;
    }

    private FieldTarget? Target(JsonElement target, ImportKind kind, string path)
    {
        var name = target.ValueKind == JsonValueKind.String ? target.GetString() : target.ValueKind == JsonValueKind.Object ? TextAt(target, "field") : null;
        if (name is null)
        {
            _mistakes[path] = "Must be a field's name, or an object with \"field\".";
            return null;
        }
        if (!Exists(kind, name, path)) return null;
        if (target.ValueKind == JsonValueKind.String) return new FieldTarget(name, null, null, ValueSpelling.Undeclared, LookUps[0]);

        RefuseUnknown(target, KnownOfTarget, path + ".");
        var lookUp = TextAt(target, "lookup") ?? LookUps[0];
        if (!LookUps.Contains(lookUp, StringComparer.Ordinal)) _mistakes[$"{path}.lookup"] = $"Must be one of {string.Join(", ", LookUps)}.";
        return new FieldTarget(name, ValueMap(target, path), TextAt(target, "otherwise"), Spelling(target, path + "."), lookUp);
    }

    private Dictionary<string, string>? ValueMap(JsonElement target, string path)
    {
        if (!target.TryGetProperty("values", out var values)) return null;
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (values.ValueKind != JsonValueKind.Object)
        {
            _mistakes[$"{path}.values"] = "Must be an object: value of the file → value of the field.";
            return map;
        }
        foreach (var value in values.EnumerateObject()) map[value.Name] = value.Value.ToString();
        return map;
    }

    private Dictionary<string, string> Constants(JsonElement document, ImportKind kind)
    {
        var constants = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!document.TryGetProperty("constants", out var declared)) return constants;
        if (declared.ValueKind != JsonValueKind.Object)
        {
            _mistakes["constants"] = "Must be an object: field → value.";
            return constants;
        }
        foreach (var constant in declared.EnumerateObject())
        {
            if (Exists(kind, constant.Name, $"constants.{constant.Name}")) constants[constant.Name] = constant.Value.ToString();
        }
        return constants;
    }

    private bool Exists(ImportKind kind, string field, string path)
    {
        if (kind.Field(field, _attributes) is not null) return true;
        _mistakes[path] = field.StartsWith(ImportKind.AttributePrefix, StringComparison.Ordinal)
            ? $"The attribute '{field[ImportKind.AttributePrefix.Length..]}' is not declared. Declare it in the attribute schema first, or correct its name."
            : $"'{field}' is not a field of {kind.Name}. Fields: {string.Join(", ", kind.Fields.Select(known => known.Name))}{(kind == ImportKind.Accounts ? ", attributes.<name>" : "")}.";
        return false;
    }

    private ValueSpelling Spelling(JsonElement element, string prefix)
    {
        List<DateFormat>? dates = null;
        foreach (var name in Names(element, "dates"))
        {
            var format = DateFormat.Declared(name);
            if (format is null) _mistakes[$"{prefix}dates"] = $"'{name}' is not a date format. Write it with Y, M and D, for example DD-MM-YYYY.";
            else (dates ??= []).Add(format);
        }
        BooleanWords? booleans = null;
        if (element.TryGetProperty("booleans", out var words))
        {
            if (words.ValueKind != JsonValueKind.Object || Names(words, "true").Count == 0 || Names(words, "false").Count == 0)
                _mistakes[$"{prefix}booleans"] = "Must be an object with the words for \"true\" and \"false\".";
            else booleans = new BooleanWords("declared", Names(words, "true"), Names(words, "false"));
        }
        var separator = TextAt(element, "decimalSeparator");
        if (separator is not null and not "." and not ",") _mistakes[$"{prefix}decimalSeparator"] = "Must be \".\" or \",\".";
        return new ValueSpelling(dates, booleans, separator switch { "." => NumberFormat.Point, "," => NumberFormat.Comma, _ => null });
    }

    private TimeZoneInfo Zone(JsonElement document)
    {
        var name = TextAt(document, "timeZone");
        if (name is null) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        _mistakes["timeZone"] = $"'{name}' is not a known time zone. Use a name such as Europe/Berlin.";
        return TimeZoneInfo.Utc;
    }

    private void RefuseFieldsFilledTwice(ImportMapping mapping)
    {
        var filled = mapping.Columns.Values.SelectMany(targets => targets).Select(target => target.Field).Concat(mapping.Constants.Keys);
        foreach (var twice in filled.GroupBy(field => field, StringComparer.Ordinal).Where(group => group.Count() > 1))
            _mistakes[$"columns ({twice.Key})"] = $"The field '{twice.Key}' is filled more than once. Map it from one column, or give it one constant.";
    }

    private void RequireFields(ImportMapping mapping)
    {
        var filled = mapping.Columns.Values.SelectMany(targets => targets).Select(target => target.Field).Concat(mapping.Constants.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in mapping.Kind.Fields.Where(field => field.Required && !filled.Contains(field.Name)))
            _mistakes.TryAdd($"columns ({missing.Name})", $"Nothing fills the required field '{missing.Name}'. Map a column to it or give it a constant.");
    }

    private void RefuseUnknown(JsonElement element, string[] known, string prefix)
    {
        foreach (var property in element.EnumerateObject().Where(property => !known.Contains(property.Name, StringComparer.Ordinal)))
            _mistakes[prefix + property.Name] = $"Unknown. Known here: {string.Join(", ", known)}.";
    }

    private static string? TextAt(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string> Names(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value)) return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => item.ToString())],
            _ => [],
        };
    }
}
