using System.Text.Json.Nodes;

namespace Platform.Gateway.ApiDocument;

/// <summary>What a body looks like, for the calls that people try first. A test sends each of them to the running
/// platform.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["post /v1/tokens"] = """{"user":"maria","role":"ops"}""",
        ["post /v1/api-keys"] = """{"name":"Usage from the data warehouse","scopes":["usage:write","accounts:read"]}""",
        ["post /v1/accounts"] =
            """{"name":"Fjord Lines","domain":"fjord.example","industry":"logistics","country":"NO","employees":240,"externalIds":[{"source":"crm","id":"001-4711"}]}""",
        ["post /v1/accounts/{id}/contacts"] =
            """{"name":"Nora Berg","email":"nora.berg@fjord.example","title":"Head of Operations","seniority":"director","function":"operations","roles":["champion"]}""",
        ["post /v1/accounts/{id}/activities"] =
            """{"type":"call","occurredAt":"2026-11-20T14:00:00Z","subject":"Plans for next year","twoWay":true}""",
        ["post /v1/accounts/{id}/tickets"] =
            """{"source":"helpdesk","externalId":"T-1042","openedAt":"2026-11-20T09:30:00Z","subject":"Export is slow","severity":"medium"}""",
        ["put /v1/features/{name}"] = """{"core":true,"premium":false}""",
        ["post /v1/events"] =
            """{"events":[{"eventId":"wh-000001","account":"crm:001-4711","user":"u-17","feature":"export","quantity":1,"occurredAt":"2026-11-20T10:15:00Z"}]}""",
    };

    public static void AddTo(JsonObject operation, string method, string path)
    {
        if (
            Bodies.TryGetValue($"{method} {path}", out var body)
            && operation["requestBody"]?["content"]?["application/json"] is JsonObject content
        )
            content["example"] = JsonNode.Parse(body);
    }
}
