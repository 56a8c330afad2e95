using System.Text.Json;
using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Files.Mapping;

/// <summary>
/// Reads a mapping document (JSON) and finds every mistake in it at once. Each key has an effect on the kind that the
/// mapping is
/// for, or is refused:
/// <code>
/// { "kind": "accounts", "dates": ["YYYY-MM-DD"], "booleans": { "true": ["True"], "false": ["False"] },
/// "decimalSeparator": ".",
///   "empty": ["NULL", "n/a"], "timeZone": "Europe/Berlin", "encoding": "utf-16", "delimiter": ";",
///   "only": { "type": ["Customer"] }, "leaveOut": { "is_deleted": ["true"] },
///   "columns": {
///     "account_id": "externalId",
/// "plan_tier": [ { "field": "size", "values": { "Basic": "smb", "Pro": "mid_market" }, "otherwise": "enterprise" },
/// "attributes.plan" ],
///     "signup_date": { "field": "customerSince", "dates": "DD-MM-YYYY" } },
/// "joined": [ { "columns": ["first_name", "last_name"], "field": "name" }, { "columns": ["site", "mail_domain"],
/// "take": "first", "field": "domain" } ],
///   "constants": { "lifecycle": "established" }, "ignore": ["churn_flag"], "optional": ["is_deleted"] }
/// </code>
/// </summary>
public sealed class MappingDocument
{
    private static readonly string[] Known =
    [
        "kind",
        "columns",
        "joined",
        "constants",
        "ignore",
        "optional",
        "only",
        "leaveOut",
        "dates",
        "booleans",
        "decimalSeparator",
        "empty",
        "timeZone",
        "encoding",
        "delimiter",
        "description",
    ];

    private static readonly string[] KnownOfTarget =
    [
        "field",
        "values",
        "otherwise",
        "dates",
        "booleans",
        "decimalSeparator",
        "empty",
        "lookup",
        "unit",
        "times",
        "when",
    ];
    private static readonly string[] KnownOfJoined = ["columns", "with", "take", .. KnownOfTarget];
    private static readonly string[] KnownOfBooleans = ["true", "false"];

    private readonly SortedDictionary<string, string> _mistakes = new(StringComparer.Ordinal);

    private MappingDocument() { }

    /// <param name="kinds">The kinds that the reader takes.</param>
    /// <returns>The mapping, or the mistakes by JSON path when there are any.</returns>
    public static (ImportMapping? Mapping, IReadOnlyDictionary<string, string> Mistakes) Read(
        JsonElement document,
        IReadOnlyList<RowKind> kinds
    )
    {
        var reading = new MappingDocument();
        var mapping = reading.Mapping(document, kinds);
        return (reading._mistakes.Count == 0 ? mapping : null, reading._mistakes);
    }

    /// <summary>What can be understood of a mapping whose mistakes are for another reader to tell; null:
    /// nothing.</summary>
    public static ImportMapping? ReadWhatIsRight(JsonElement document, IReadOnlyList<RowKind> kinds) =>
        new MappingDocument().Mapping(document, kinds);

    private ImportMapping? Mapping(JsonElement document, IReadOnlyList<RowKind> kinds)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            _mistakes["$"] = "A mapping is a JSON object with at least \"kind\" and \"columns\".";
            return null;
        }
        RefuseUnknown(document, Known, prefix: "");
        var kindName = TextAt(document, "kind");
        var kind = kinds.FirstOrDefault(known => string.Equals(known.Name, kindName, StringComparison.Ordinal));
        if (kind is null)
        {
            _mistakes["kind"] = $"Must be one of {string.Join(", ", kinds.Select(known => known.Name))}.";
            return null;
        }

        var encoding = TextAt(document, "encoding");
        if (encoding is not null && !TextDecoding.IsKnown(encoding))
            _mistakes["encoding"] = $"Must be {TextDecoding.Known}; leave it out to detect it.";
        var delimiter = TextAt(document, "delimiter");
        if (delimiter is { Length: not 1 })
            _mistakes["delimiter"] = "Must be one character; leave it out to detect it.";
        _ = TextAt(document, "description");

        var mapping = new ImportMapping(kind, Columns(document, kind))
        {
            Joined = Joined(document, kind),
            Constants = Constants(document, kind),
            Ignored = Names(document, "ignore"),
            Optional = Names(document, "optional"),
            Filter = new RowFilter(Words(document, "only"), Words(document, "leaveOut")),
            Spelling = Spelling(document, ""),
            Zone = Zone(document),
            Encoding = encoding is not null && TextDecoding.IsKnown(encoding) ? encoding : null,
            Delimiter = delimiter is { Length: 1 } ? delimiter[0] : null,
        };
        RefuseWithoutEffect(document, kind, mapping);
        RefuseFieldsFilledTwice(mapping);
        RequireFields(mapping);
        RequireCurrencies(mapping);
        return mapping;
    }

    private Dictionary<string, IReadOnlyList<FieldTarget>> Columns(JsonElement document, RowKind kind)
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
            if (
                !columns.TryAdd(
                    column.Name,
                    column.Value.ValueKind == JsonValueKind.Array
                        ?
                        [
                            .. column
                                .Value.EnumerateArray()
                                .Select((target, i) => Target(target, kind, $"{path}[{i}]"))
                                .OfType<FieldTarget>(),
                        ]
                        : [.. new[] { Target(column.Value, kind, path) }.OfType<FieldTarget>()]
                )
            )
                _mistakes[path] = "The column stands here twice. Name both fields in one list.";
            if (columns[column.Name].Count == 0)
                _mistakes.TryAdd(path, "Fills no field. Name one, or list the column under \"ignore\".");
        }
        return columns;
    }

    private List<JoinedColumns> Joined(JsonElement document, RowKind kind)
    {
        var joined = new List<JoinedColumns>();
        if (!document.TryGetProperty("joined", out var declared))
            return joined;
        if (declared.ValueKind != JsonValueKind.Array)
        {
            _mistakes["joined"] = "Must be a list of objects, each with \"columns\" and \"field\".";
            return joined;
        }
        foreach (var (i, item) in declared.EnumerateArray().Index())
        {
            var path = $"joined[{i}]";
            var columns = item.ValueKind == JsonValueKind.Object ? Names(item, "columns", path + ".") : [];
            if (columns.Count < 2)
                _mistakes[path] = "Must be an object with at least two \"columns\" and a \"field\".";
            else if (Target(item, kind, path, KnownOfJoined) is { } target)
                joined.Add(
                    new JoinedColumns(columns, TextAt(item, "with", path + ".") ?? " ", TakesFirst(item, path), target)
                );
        }
        return joined;
    }

    private bool TakesFirst(JsonElement joined, string path)
    {
        var take = TextAt(joined, "take", path + ".");
        if (take is not null and not "first" and not "all")
            _mistakes[path + ".take"] = "Must be first (the first that is not blank) or all.";
        if (take == "first" && joined.TryGetProperty("with", out _))
            _mistakes[path + ".with"] = "Has no effect: only the first column that is not blank is taken.";
        return take == "first";
    }

    private FieldTarget? Target(JsonElement target, RowKind kind, string path, string[]? known = null)
    {
        var name =
            target.ValueKind == JsonValueKind.String ? target.GetString()
            : target.ValueKind == JsonValueKind.Object ? TextAt(target, "field", path + ".")
            : null;
        if (name is null)
        {
            _mistakes[path] = "Must be a field's name, or an object with \"field\".";
            return null;
        }
        if (kind.Field(name) is not { } field)
        {
            _mistakes[path] = kind.Unknown(name);
            return null;
        }
        if (target.ValueKind == JsonValueKind.String)
            return new FieldTarget(name);

        RefuseUnknown(target, known ?? KnownOfTarget, path + ".");
        var values = ValueMap(target, path);
        var read = new FieldTarget(name)
        {
            Values = values,
            Otherwise = TextAt(target, "otherwise", path + "."),
            Spelling = Spelling(target, path + "."),
            LookUp = TextAt(target, "lookup", path + "."),
            InMinorUnits = TextAt(target, "unit", path + ".") == "minor",
            Times = TextAt(target, "times", path + "."),
            When = RowFilter.All with { Only = Words(target, "when", path + ".") },
        };
        RefuseWithoutEffect(target, field, read, path);
        return read;
    }

    private void RefuseWithoutEffect(JsonElement target, FieldDefinition field, FieldTarget read, string path)
    {
        void Refuse(string key, bool hasEffect, string why)
        {
            if (target.TryGetProperty(key, out _) && !hasEffect)
                _mistakes[$"{path}.{key}"] = $"Has no effect: {why}.";
        }
        Refuse("dates", field.IsDate, $"'{field.Name}' is no date");
        Refuse("booleans", field.Type == FieldType.Boolean, $"'{field.Name}' is no yes or no");
        Refuse("decimalSeparator", field.IsNumber, $"'{field.Name}' is no number");
        Refuse("times", field.IsNumber, $"'{field.Name}' is no number");
        Refuse(
            "otherwise",
            read.Values is not null,
            "it says what values outside \"values\" become, and there are none"
        );
        Refuse("unit", field.CurrencyField is not null, $"'{field.Name}' is no amount of money");
        Refuse("lookup", field.LookUps is not null, $"'{field.Name}' does not refer to anything");
        if (target.TryGetProperty("unit", out var unit) && unit.ToString() is not ("minor" or "major"))
            _mistakes[$"{path}.unit"] = "Must be minor (cents) or major.";
        if (read.LookUp is not null && field.LookUps is { } ways && !ways.Contains(read.LookUp, StringComparer.Ordinal))
            _mistakes[$"{path}.lookup"] = $"Must be one of {string.Join(", ", ways)}.";
    }

    private void RefuseWithoutEffect(JsonElement document, RowKind kind, ImportMapping mapping)
    {
        void Refuse(string key, bool hasEffect, string what)
        {
            if (document.TryGetProperty(key, out _) && !hasEffect)
                _mistakes[key] = $"Has no effect: {kind.Name} have no {what}.";
        }
        Refuse("dates", kind.HasFieldsOf(field => field.IsDate), "dates");
        Refuse("timeZone", kind.HasFieldsOf(field => field.IsDate), "dates");
        Refuse("booleans", kind.HasFieldsOf(field => field.Type == FieldType.Boolean), "fields of yes or no");
        Refuse("decimalSeparator", kind.HasFieldsOf(field => field.IsNumber), "numbers");
        var named = mapping.NamedColumns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in mapping.Ignored.Where(named.Contains))
            _mistakes[$"ignore ({column})"] =
                "The column is read, so it cannot be ignored. Take it out of one of the two.";
        foreach (var column in mapping.Optional.Where(column => !named.Contains(column)))
            _mistakes[$"optional ({column})"] = "Nothing in the mapping reads this column.";
    }

    private Dictionary<string, string>? ValueMap(JsonElement target, string path)
    {
        if (!target.TryGetProperty("values", out var values))
            return null;
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (values.ValueKind != JsonValueKind.Object)
        {
            _mistakes[$"{path}.values"] = "Must be an object: value of the file → value of the field.";
            return map;
        }
        foreach (var value in values.EnumerateObject())
            map[value.Name] = value.Value.ToString();
        return map;
    }

    private Dictionary<string, string> Constants(JsonElement document, RowKind kind)
    {
        var constants = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!document.TryGetProperty("constants", out var declared))
            return constants;
        if (declared.ValueKind != JsonValueKind.Object)
        {
            _mistakes["constants"] = "Must be an object: field → value.";
            return constants;
        }
        foreach (var constant in declared.EnumerateObject())
        {
            if (kind.Field(constant.Name) is null)
                _mistakes[$"constants.{constant.Name}"] = kind.Unknown(constant.Name);
            else
                constants[constant.Name] = constant.Value.ToString();
        }
        return constants;
    }

    private Dictionary<string, IReadOnlyList<string>> Words(JsonElement document, string key, string prefix = "")
    {
        var words = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (!document.TryGetProperty(key, out var declared))
            return words;
        if (declared.ValueKind != JsonValueKind.Object)
        {
            _mistakes[prefix + key] = "Must be an object: column of the file → the words that decide.";
            return words;
        }
        foreach (var column in declared.EnumerateObject())
        {
            words[column.Name] = Names(declared, column.Name, $"{prefix}{key}.");
            if (words[column.Name].Count == 0)
                _mistakes.TryAdd($"{prefix}{key}.{column.Name}", "Must be a word or a list of words.");
        }
        return words;
    }

    private ValueSpelling Spelling(JsonElement element, string prefix)
    {
        List<DateFormat>? dates = null;
        foreach (var name in Names(element, "dates", prefix))
        {
            var format = DateFormat.Declared(name);
            if (format is null)
                _mistakes[$"{prefix}dates"] = $"'{name}' is not a date format: {DateFormat.HowToDeclare}.";
            else
                (dates ??= []).Add(format);
        }
        BooleanWords? booleans = null;
        if (element.TryGetProperty("booleans", out var words))
        {
            if (
                words.ValueKind != JsonValueKind.Object
                || Names(words, "true").Count == 0
                || Names(words, "false").Count == 0
            )
                _mistakes[$"{prefix}booleans"] = "Must be an object with the words for \"true\" and \"false\".";
            else
            {
                RefuseUnknown(words, KnownOfBooleans, $"{prefix}booleans.");
                booleans = new BooleanWords("declared", Names(words, "true"), Names(words, "false"));
            }
        }
        var separator = TextAt(element, "decimalSeparator", prefix);
        if (separator is not null and not "." and not ",")
            _mistakes[$"{prefix}decimalSeparator"] = "Must be \".\" or \",\".";
        var empty = Names(element, "empty", prefix);
        return new ValueSpelling(
            dates,
            booleans,
            separator switch
            {
                "." => NumberFormat.Point,
                "," => NumberFormat.Comma,
                _ => null,
            },
            empty.Count == 0 ? null : empty
        );
    }

    private TimeZoneInfo? Zone(JsonElement document)
    {
        var name = TextAt(document, "timeZone");
        if (name is null)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        _mistakes["timeZone"] = $"'{name}' is not a known time zone. Use a name such as Europe/Berlin.";
        return null;
    }

    private void RefuseFieldsFilledTwice(ImportMapping mapping)
    {
        foreach (
            var twice in mapping
                .FilledFields.GroupBy(field => field, StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
        )
            _mistakes[$"columns ({twice.Key})"] =
                $"The field '{twice.Key}' is filled more than once. Map it from one column, or give it one constant.";
    }

    private void RequireFields(ImportMapping mapping)
    {
        var filled = mapping.FilledFields.ToHashSet(StringComparer.Ordinal);
        foreach (var missing in mapping.Kind.Fields.Where(field => field.Required && !filled.Contains(field.Name)))
            _mistakes.TryAdd(
                $"columns ({missing.Name})",
                $"Nothing fills the required field '{missing.Name}'. Map a column to it or give it a constant."
            );
    }

    // A yen has no cents and a dinar has a thousand: without the currency nobody knows what a minor unit is worth.
    private void RequireCurrencies(ImportMapping mapping)
    {
        var filled = mapping.FilledFields.ToHashSet(StringComparer.Ordinal);
        foreach (var target in mapping.Targets.Where(target => target.InMinorUnits))
        {
            if (mapping.Kind.Field(target.Field)?.CurrencyField is { } currency && !filled.Contains(currency))
                _mistakes.TryAdd(
                    $"columns ({target.Field})",
                    $"An amount in minor units needs '{currency}' too: map a column to it or give it a constant."
                );
        }
    }

    private void RefuseUnknown(JsonElement element, string[] known, string prefix)
    {
        foreach (
            var property in element
                .EnumerateObject()
                .Where(property => !known.Contains(property.Name, StringComparer.Ordinal))
        )
            _mistakes[prefix + property.Name] = $"Unknown. Known here: {string.Join(", ", known)}.";
    }

    private string? TextAt(JsonElement element, string name, string prefix = "")
    {
        if (!element.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        _mistakes[prefix + name] = "Must be a text.";
        return null;
    }

    private List<string> Names(JsonElement element, string name, string prefix = "")
    {
        if (!element.TryGetProperty(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.String)
            return [value.GetString()!];
        if (
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        )
            return [.. value.EnumerateArray().Select(item => item.ToString())];
        _mistakes[prefix + name] = "Must be a text or a list of texts.";
        return [];
    }
}
