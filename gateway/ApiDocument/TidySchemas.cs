using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.ApiDocument;

/// <summary>What generators of documents cannot know of our types, and what is left over when only a part of a document
/// is published.</summary>
internal static partial class TidySchemas
{
    /// <summary><c>Optional&lt;T&gt;</c> tells "left out" from "null"; on the wire it is the value itself.</summary>
    public static void DescribeOptional(JsonObject schemas)
    {
        foreach (var (name, _) in schemas.Where(schema => schema.Value is JsonObject { Count: 0 }).ToList())
        {
            var value = name.Split("OptionalOf") is [_, var of] ? Wire(of) : null;
            if (value is not null)
                schemas[name] = value;
        }
    }

    /// <summary>A null is left out on the wire, both ways; so what may be null is not required.</summary>
    public static void Complete(JsonObject schemas)
    {
        foreach (var schema in schemas.Select(schema => schema.Value).OfType<JsonObject>())
        {
            if (schema["properties"] is not JsonObject properties)
                continue;
            if (schema["required"] is not JsonArray required)
                continue;
            foreach (var name in required.Where(name => MayBeNull(properties[name!.GetValue<string>()])).ToList())
                required.Remove(name);
            if (required.Count == 0)
                schema.Remove("required");
        }
    }

    /// <summary>
    /// Puts what services say of a property beside it, of a reference too: there the document may carry it, as each
    /// property has a reference of its own.
    /// </summary>
    public static void DescribeProperties(JsonObject schemas)
    {
        foreach (var schema in schemas.Select(schema => schema.Value).OfType<JsonObject>())
        {
            var texts = schema[OwnDocument.PropertyTexts] as JsonObject;
            schema.Remove(OwnDocument.PropertyTexts);
            foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
                if (property is JsonObject described && texts?[name] is { } text)
                    described.TryAdd("description", text.DeepClone());
        }
    }

    private static bool MayBeNull(JsonNode? property) =>
        property is JsonObject { Count: 0 }
        || (property?["type"] is JsonArray types && types.Any(type => type?.GetValue<string>() == "null"))
        || (property?["oneOf"] is JsonArray either && either.Any(MayBeNullItself));

    private static bool MayBeNullItself(JsonNode? schema) =>
        schema?["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "null";

    /// <summary>A body's unknown fields are refused, and the services' documents say so of every record; but an answer
    /// may have more tomorrow.</summary>
    public static void LetAnswersGrow(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var operations = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value)
            .OfType<JsonObject>();
        foreach (
            var name in Reached(
                schemas,
                operations
                    .Select(operation => operation["responses"])
                    .OfType<JsonNode>()
                    .Append(document["components"]!["responses"]!)
            )
        )
            if (
                schemas[name] is JsonObject answer
                && answer["additionalProperties"]?.GetValueKind() == JsonValueKind.False
            )
                answer.Remove("additionalProperties");
    }

    /// <summary>Leaves out what no operation leads to.</summary>
    public static void Prune(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var reached = Reached(schemas, [document["paths"]!, document["components"]!["responses"]!]);
        foreach (var name in schemas.Select(schema => schema.Key).Where(name => !reached.Contains(name)).ToList())
            schemas.Remove(name);
    }

    /// <summary>The schemas that these lead to, through others too.</summary>
    private static HashSet<string> Reached(JsonObject schemas, IEnumerable<JsonNode> from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<JsonNode>(from);
        while (next.TryDequeue(out var node))
        {
            foreach (Match reference in Reference().Matches(node.ToJsonString()))
            {
                var name = reference.Groups["name"].Value;
                if (reached.Add(name) && schemas[name] is { } schema)
                    next.Enqueue(schema);
            }
        }

        return reached;
    }

    private static JsonObject? Wire(string type) =>
        type switch
        {
            "string" => Of("string"),
            "int" or "long" => Of("integer"),
            "decimal" or "double" => Of("number"),
            "bool" or "boolean" => Of("boolean"),
            "Guid" => Of("string", "uuid"),
            "DateOnly" => Of("string", "date"),
            "DateTimeOffset" => Of("string", "date-time"),
            "IReadOnlyListOfstring" => ListOf(new JsonObject { ["type"] = "string" }),
            "IReadOnlyListOfGuid" => ListOf(new JsonObject { ["type"] = "string", ["format"] = "uuid" }),
            _ => null,
        };

    private static JsonObject ListOf(JsonObject items) =>
        new() { ["type"] = new JsonArray("array", "null"), ["items"] = items };

    private static JsonObject Of(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = new JsonArray(type, "null") };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    [GeneratedRegex("\"#/components/schemas/(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Reference();
}
