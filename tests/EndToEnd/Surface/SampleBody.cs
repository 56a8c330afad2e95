using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>A body that the document calls valid: what is required, each with the plainest value of its type.</summary>
internal static class SampleBody
{
    /// <summary>Words that the document says in its text alone.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["POST /v1/accounts/{id}/activities type"] = "call",
        ["PUT /v1/accounts/{id}/priority-override priority"] = "p1",
        ["POST /v1/expansions trigger"] = "seats_used",
        ["POST /v1/expansions/roadmap quarter"] = "2027-Q1",
        ["POST /v1/interviews kind"] = "win_loss",
        ["POST /v1/reviews type"] = "value_review",
        ["POST /v1/risks category"] = "value_gap",
        ["POST /v1/renewals/{id}/gut-check answer"] = "renew",
        ["POST /v1/contact-budget/reservations email"] = "somebody@surface.example",
        ["POST /v1/contact-budget/reservations channel"] = "email",
        ["POST /v1/contact-budget/reservations topic"] = "product",
        ["POST /v1/meetings/links purpose"] = "meeting",
        ["POST /v1/meetings/links minutes"] = "30",
        ["PUT /v1/message-templates/{key} topic"] = "product",
        ["PUT /v1/organisation/logo image"] =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mPgjwkHAAFAAMNNIQQQAAAAAElFTkSuQmCC",
    };

    /// <summary>Days of what happened, which do not lie ahead.</summary>
    private static readonly HashSet<string> Happened = new(StringComparer.Ordinal)
    {
        "metOn",
        "heldOn",
        "noticeOn",
        "interviewedOn",
        "saidOn",
        "paidOn",
        "signedOn",
        "agreedOn",
        "doneOn",
    };

    public static JsonNode? Of(PublicOperation operation, JsonObject document, string account)
    {
        var body = Value(
            operation.Description["requestBody"]?["content"]?["application/json"]?["schema"],
            "",
            document,
            account,
            12
        );
        foreach (var (field, _) in body as JsonObject is { } record ? record.ToList() : [])
            if (Words.TryGetValue($"{operation} {field}", out var word))
                body![field] = int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : word;
        return body;
    }

    private static JsonNode? Value(JsonNode? schema, string name, JsonObject document, string account, int depth)
    {
        if (schema is null || depth == 0)
            return null;
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            var of = reference.Split('/')[^1];
            return of == "Money"
                ? new JsonObject { ["amount"] = "10.00", ["currency"] = "EUR" }
                : Value(document["components"]!["schemas"]![of], name, document, account, depth - 1);
        }

        if (
            (schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(one => one?["type"]?.ToString() != "null") is
            { } either
        )
            return Value(either, name, document, account, depth - 1);
        if (schema["enum"]?.AsArray().FirstOrDefault(value => value is not null) is { } known)
            return known.DeepClone();
        return TypeOf(schema) switch
        {
            "integer" or "number" => schema["minimum"]?.DeepClone() ?? JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            "array" => new JsonArray(Value(schema["items"], "", document, account, depth - 1)),
            "string" => Text(schema, name, account),
            _ => Record(schema, document, account, depth),
        };
    }

    private static JsonObject Record(JsonNode schema, JsonObject document, string account, int depth)
    {
        var required = schema["required"]
            ?.AsArray()
            .Select(name => name!.GetValue<string>())
            .ToHashSet(StringComparer.Ordinal)
            ?? [];
        var record = new JsonObject();
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
            if (required.Contains(name) || name == "accountId")
                record[name] = Value(property, name, document, account, depth - 1);
        return record;
    }

    private static JsonValue Text(JsonNode schema, string name, string account) =>
        schema["format"]?.GetValue<string>() switch
        {
            "uuid" => JsonValue.Create(name == "accountId" ? account : Guid.NewGuid().ToString()),
            "date" when Happened.Contains(name) => JsonValue.Create(
                DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            "date" => JsonValue.Create(
                DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            "date-time" => JsonValue.Create("2026-06-30T12:00:00Z"),
            "uri" => JsonValue.Create("https://example.com/"),
            _ => JsonValue.Create(new string('a', Math.Max(3, schema["minLength"]?.GetValue<int>() ?? 0))),
        };

    private static string? TypeOf(JsonNode schema) =>
        schema["type"] is JsonArray several
            ? several.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null")
            : schema["type"]?.GetValue<string>();
}
