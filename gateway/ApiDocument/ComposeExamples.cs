using System.Text.Json.Nodes;

namespace Platform.Gateway.ApiDocument;

/// <summary>
/// A body for each operation: one that is written in <c>examples.json</c>, or what is required, with values as the
/// domain has them by the fields' names and else the plainest of their type. A test sends each of them to the running
/// platform, which may not know the things that it names but has nothing against its form.
/// </summary>
internal static class ComposeExamples
{
    private const string Id = "0193b2a4-7c1e-7f00-8a51-2f6d3c9b1e40";
    private static readonly JsonObject Written = Read();

    /// <summary>Whole bodies, for the calls that people try first.</summary>
    private static readonly JsonObject Bodies = Written["bodies"]!.AsObject();

    /// <summary>Fields whose words the schema does not tell, or that mean another thing at this operation.</summary>
    private static readonly JsonObject Fields = Written["fields"]!.AsObject();

    /// <summary>Texts by the fields' names.</summary>
    private static readonly JsonObject Texts = Written["texts"]!.AsObject();

    public static void AddTo(JsonObject paths, JsonObject schemas)
    {
        foreach (var (path, item) in paths)
        {
            foreach (var (method, operation) in item as JsonObject ?? [])
            {
                if (
                    operation?["requestBody"]?["content"]?["application/json"] is not JsonObject content
                    || content["example"] is not null
                )
                    continue;
                if (Bodies[$"{method} {path}"] is { } body)
                    content["example"] = body.DeepClone();
                else if (Value(content["schema"], "", $"{method} {path}", schemas, depth: 12) is { } example)
                    content["example"] = example;
            }
        }
    }

    private static JsonNode? Value(JsonNode? schema, string name, string operation, JsonObject schemas, int depth)
    {
        if (schema is null || depth == 0)
            return null;
        if (Fields[$"{operation} {name}"]?.ToJsonString() is { } special)
            return JsonNode.Parse(
                special.Replace(
                    "{soon}",
                    $"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}",
                    StringComparison.Ordinal
                )
            );
        if (schema["$ref"]?.GetValue<string>().Split('/')[^1] is { } of)
            return of == "Money"
                ? new JsonObject { ["amount"] = "1200.00", ["currency"] = "EUR" }
                : Value(schemas[of], name, operation, schemas, depth - 1);
        if (
            (schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(one => one?["type"]?.ToString() != "null") is
            { } either
        )
            return Value(either, name, operation, schemas, depth - 1);
        if (schema["enum"]?.AsArray().FirstOrDefault(value => value is not null) is { } known)
            return known.DeepClone();
        return TypeOf(schema) switch
        {
            "integer" or "number" => schema["minimum"]?.DeepClone() ?? JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            "array" => Value(schema["items"], name.EndsWith('s') ? name[..^1] : name, operation, schemas, depth - 1)
                is { } one
                ? new JsonArray(one)
                : [],
            "string" => Text(schema, name),
            _ => Record(schema, operation, schemas, depth),
        };
    }

    private static JsonObject Record(JsonNode schema, string operation, JsonObject schemas, int depth)
    {
        var required = schema["required"]
            ?.AsArray()
            .Select(name => name!.GetValue<string>())
            .ToHashSet(StringComparer.Ordinal)
            ?? [];
        var record = new JsonObject();
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
            if (required.Contains(name) || Fields.ContainsKey($"{operation} {name}"))
                record[name] = Value(property, name, operation, schemas, depth - 1);
        return record;
    }

    private static JsonValue Text(JsonNode schema, string name) =>
        schema["format"]?.GetValue<string>() switch
        {
            "uuid" => JsonValue.Create(Id),
            "date" => JsonValue.Create("2026-11-20"),
            "date-time" => JsonValue.Create("2026-11-20T14:00:00Z"),
            "uri" => JsonValue.Create("https://hooks.example/retention"),
            _ => JsonValue.Create(Texts[name]?.GetValue<string>() ?? "As agreed in the call of 20 November."),
        };

    private static string? TypeOf(JsonNode schema) =>
        schema["type"] is JsonArray several
            ? several.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null")
            : schema["type"]?.GetValue<string>();

    private static JsonObject Read()
    {
        using var json = typeof(ComposeExamples).Assembly.GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(json)!.AsObject();
    }
}
