using System.Text.Json.Nodes;

namespace Platform.Gateway.ApiDocument;

/// <summary>
/// A body for each operation that has no written one: what is required, with values as the domain has them by the
/// fields' names and else the plainest of their type. A test sends each of them to the running platform, which may not
/// know the things that it names but has nothing against its form.
/// </summary>
internal static class ComposeExamples
{
    private const string Id = "0193b2a4-7c1e-7f00-8a51-2f6d3c9b1e40";

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
                if (Value(content["schema"], "", $"{method} {path}", schemas, depth: 12) is { } example)
                    content["example"] = example;
            }
        }
    }

    private static JsonNode? Value(JsonNode? schema, string name, string operation, JsonObject schemas, int depth)
    {
        if (schema is null || depth == 0)
            return null;
        if (Words.TryGetValue($"{operation} {name}", out var special))
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
            if (required.Contains(name) || Words.ContainsKey($"{operation} {name}"))
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
            _ => JsonValue.Create(Texts.GetValueOrDefault(name) ?? "As agreed in the call of 20 November."),
        };

    private static string? TypeOf(JsonNode schema) =>
        schema["type"] is JsonArray several
            ? several.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null")
            : schema["type"]?.GetValue<string>();

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["name"] = "Fjord Lines",
        ["title"] = "Export to the warehouse",
        ["owner"] = "csm-01",
        ["personId"] = "csm-01",
        ["fromPersonId"] = "csm-01",
        ["toPersonId"] = "csm-02",
        ["fromRole"] = "csm",
        ["toRole"] = "csm",
        ["role"] = "csm",
        ["email"] = "nora.berg@fjord.example",
        ["source"] = "crm",
        ["externalId"] = "002-0815",
        ["product"] = "Suite",
        ["feature"] = "export",
        ["number"] = "C-2026-117",
        ["quarter"] = "2027-Q1",
        ["category"] = "value_gap",
        ["trigger"] = "seats_used",
        ["rule"] = "arr >= 50_000 and health_band in ('red', 'yellow')",
        ["segment"] = "mid_market",
        ["size"] = "mid_market",
        ["motion"] = "high_touch",
        ["priority"] = "p1",
        ["code"] = "admin-basics",
        ["rhythm"] = "monthly",
        ["side"] = "ours",
        ["currency"] = "EUR",
        ["timeZone"] = "Europe/Oslo",
        ["theme"] = "price",
        ["stage"] = "negotiation",
        ["play"] = "value-review",
        ["url"] = "https://hooks.example/retention",
        ["user"] = "u-17",
    };

    /// <summary>Fields whose words the schema does not tell, or that mean another thing at this operation.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["put /v1/accounts/{id}/priority-override until"] = "\"{soon}\"",
        ["post /v1/accounts/{accountId}/score/override until"] = "\"{soon}\"",
        ["post /v1/concessions expiresOn"] = "\"{soon}\"",
        ["post /v1/reviews/{id}/schedule at"] = "\"{soon}T14:00:00Z\"",
        ["put /v1/attributes/{name} type"] = "\"text\"",
        ["post /v1/boards kind"] = "\"advisory_board\"",
        ["put /v1/boards/{id}/sessions/{sessionId}/attendance attended"] = $"{{\"{Id}\":true}}",
        ["post /v1/boards/{id}/sessions/{sessionId}/homework memberId"] = $"\"{Id}\"",
        ["put /v1/calendar weekend"] = "[\"saturday\",\"sunday\"]",
        ["post /v1/churn/notices reasonCode"] = "\"price\"",
        ["post /v1/contracts endsOn"] = "\"2027-11-20\"",
        ["post /v1/contracts noticeDays"] = "60",
        ["put /v1/import-mappings/{name} "] =
            """{"kind":"accounts","columns":{"Customer no":"externalId","Company":"name"}}""",
        ["post /v1/interviews anonymous"] = "false",
        ["put /v1/onboardings/first-value/{product} actions"] = "[\"import\",\"automation\"]",
        ["put /v1/onboardings/templates/{segment} key"] = "\"kickoff\"",
        ["post /v1/onboardings/{id}/check-ins/{checkInId}/record status"] = "\"green\"",
        ["post /v1/revenue/definitions name"] = "\"nrr-standard\"",
        ["post /v1/revenue/figures from"] = "\"2026-06-30\"",
        ["post /v1/revenue/figures to"] = "\"2026-09-30\"",
        ["post /v1/scorecards rules"] = """
            {"groups":[{"name":"use","measures":[{"measure":"days_since_last_activity","weight":1,"curve":[[0,100],[30,0]]}]}],"caps":[],"bands":{"redUpTo":40,"yellowUpTo":70}}
            """,
        ["put /v1/surveys/triggers/onboarding_completed channel"] = "\"email\"",
        ["put /v1/surveys/triggers/onboarding_completed roles"] = "[\"champion\"]",
        ["post /v1/accounts/bulk rows"] = """[{"externalId":"A-1","name":"Fjord Lines","domain":"fjord.example"}]""",
        ["post /v1/accounts/contacts/bulk rows"] =
            """[{"externalId":"C-1","account":"A-1","name":"Nora Berg","email":"nora.berg@fjord.example"}]""",
        ["post /v1/accounts/tickets/bulk rows"] =
            """[{"externalId":"T-1","account":"A-1","openedAt":"2026-11-20T14:00:00Z","severity":"high"}]""",
        ["post /v1/accounts/activities/bulk rows"] =
            """[{"externalId":"V-1","account":"A-1","type":"call","occurredAt":"2026-11-20T14:00:00Z"}]""",
        ["patch /v1/accounts/{id}/activities/{activityId} subject"] = "\"Renewal, first talk\"",
        ["put /v1/team/coverage-models/{size} accountsPerCsm"] = "40",
        ["post /v1/interviews kind"] = "\"win_loss\"",
        ["post /v1/interviews outcome"] = "\"won\"",
        ["post /v1/interviews conducted"] = "\"us\"",
        ["post /v1/reviews type"] = "\"value_review\"",
        ["post /v1/reviews dueOn"] = "\"2099-01-15\"",
        ["post /v1/renewals/{id}/gut-check answer"] = "\"renew\"",
        ["post /v1/accounts/{accountId}/sentiment reason"] = "\"value\"",
        ["post /v1/surveys type"] = "\"nps\"",
        ["put /v1/requests/{id}/status status"] = "\"planned\"",
        ["put /v1/advocates/{id}/status status"] = "\"active\"",
        ["put /v1/advocates/references/{referenceId}/status status"] = "\"accepted\"",
        ["post /v1/advocates/{id}/references kind"] = "\"call\"",
        ["post /v1/expansions/{id}/closing state"] = "\"won\"",
        ["post /v1/risks/{id}/state to"] = "\"saving\"",
        ["post /v1/webhooks types"] = "[\"accounts.*\"]",
        ["patch /v1/webhooks/{id} description"] = "\"To the data warehouse\"",
        ["patch /v1/accounts/{id} industry"] = "\"logistics\"",
        ["patch /v1/contacts/{id} title"] = "\"Head of Operations\"",
        ["patch /v1/courses/{id} title"] = "\"Basics for administrators\"",
        ["post /v1/courses kind"] = "\"certification\"",
    };
}
