using System.Text.Json.Nodes;
using Platform.Gateway.Routing;

namespace Platform.Gateway.ApiDocument;

/// <summary>What every operation shares: how to sign in, what goes wrong, which headers tell of limits.</summary>
internal static class CommonParts
{
    public const string Problem = "ProblemDetails";

    /// <summary>The problem of a 412.</summary>
    public const string LostUpdate = "LostUpdate";

    public static JsonObject Info() =>
        new()
        {
            ["title"] = "Retention Platform",
            ["version"] = "1",
            ["description"] =
                "Accounts, health scores with reasons, success plans, renewals and feedback, behind one gateway. "
                + "Lists page by cursor (`limit`, `cursor`, `next`); errors are RFC 9457 problems with a stable "
                + "`type`; fields and parameters that are not known are refused; a POST takes an `Idempotency-Key` "
                + "where the operation names it; changes take the `ETag` that was read as `If-Match`, where they "
                + "answer 428 without it.",
            ["contact"] = new JsonObject { ["name"] = "The operator of this installation", ["url"] = "/docs" },
            ["license"] = new JsonObject { ["name"] = "Proprietary", ["identifier"] = "LicenseRef-Proprietary" },
        };

    public static JsonArray Security() =>
        [new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["apiKey"] = new JsonArray() }];

    public static JsonObject SecuritySchemes() =>
        new()
        {
            ["bearer"] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["bearerFormat"] = "JWT",
                ["description"] =
                    "A person's token from the configured authority, or from POST /v1/tokens in development.",
            },
            ["apiKey"] = new JsonObject
            {
                ["type"] = "apiKey",
                ["in"] = "header",
                ["name"] = "X-Api-Key",
                ["description"] = "A partner's key, rp_…",
            },
        };

    /// <summary>Schemas that the services' generators cannot know, or that are everyone's: these stand, whatever a
    /// document says.</summary>
    public static bool IsCommon(string schema) => schema is Problem or LostUpdate or "Money";

    public static JsonObject Schemas() =>
        new()
        {
            ["Money"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "An amount in one currency; text, so that no digit is lost.",
                ["required"] = new JsonArray("amount", "currency"),
                ["properties"] = new JsonObject
                {
                    ["amount"] = Text("A decimal number, for example 12.50."),
                    ["currency"] = Text("ISO 4217, for example EUR."),
                },
            },
            [Problem] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What went wrong and what to do about it (RFC 9457).",
                ["required"] = new JsonArray("type", "title", "status"),
                ["properties"] = ProblemMembers(),
            },
            [LostUpdate] = new JsonObject
            {
                ["type"] = "object",
                ["description"] =
                    "Somebody changed it since the caller read it: with what it has become, so that a program "
                    + "can show both and let its user choose.",
                ["required"] = new JsonArray("type", "title", "status", "currentVersion", "current"),
                ["properties"] = new JsonObject(
                    ProblemMembers().Select(Detached).Concat(LostUpdateMembers().Select(Detached))
                ),
            },
        };

    private static KeyValuePair<string, JsonNode?> Detached(KeyValuePair<string, JsonNode?> member) =>
        KeyValuePair.Create(member.Key, member.Value?.DeepClone());

    private static JsonObject ProblemMembers() =>
        new()
        {
            ["type"] = Text("Stable name of the problem, for example accounts/name-taken."),
            ["title"] = Text("What the problem is, for people."),
            ["status"] = new JsonObject { ["type"] = "integer", ["description"] = "The HTTP status." },
            ["detail"] = Text("What was wrong in this very request and what to do."),
            ["instance"] = Text("The path that was called."),
            ["traceId"] = Text(
                "Under which the request is found in traces and logs: name it when asking the operator."
            ),
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "For validation: every failing field with its messages.",
                ["additionalProperties"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "string" },
                },
            },
        };

    private static JsonObject LostUpdateMembers() =>
        new()
        {
            ["currentVersion"] = new JsonObject
            {
                ["type"] = "integer",
                ["description"] =
                    "The version that it is at; sent as If-Match, in quotation marks, the merged change is taken.",
            },
            ["current"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = true,
                ["description"] = "The resource as it is now, with the members that it has where it is read.",
            },
            ["changes"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] =
                    "Each change since the caller's version, the oldest first, at most 50; left out for things "
                    + "of which no history is kept: there compare current with what was read.",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("version", "at", "actor"),
                    ["properties"] = new JsonObject
                    {
                        ["version"] = new JsonObject
                        {
                            ["type"] = "integer",
                            ["description"] = "The version that this change made.",
                        },
                        ["at"] = new JsonObject
                        {
                            ["type"] = "string",
                            ["format"] = "date-time",
                            ["description"] = "When it was made.",
                        },
                        ["actor"] = Text("Id of the person, or name of the service, whose change it was."),
                        ["before"] = new JsonObject
                        {
                            ["type"] = "object",
                            ["additionalProperties"] = true,
                            ["description"] =
                                "The fields that changed, as they were; left out where the history keeps only "
                                + "what became of them.",
                        },
                        ["after"] = new JsonObject
                        {
                            ["type"] = "object",
                            ["additionalProperties"] = true,
                            ["description"] = "The fields that changed, as they became.",
                        },
                    },
                },
            },
        };

    public static JsonObject Responses()
    {
        var responses = new JsonObject();
        foreach (var (status, response) in ProblemTypes.Shared)
            responses[$"Problem{status}"] = response;
        return responses;
    }

    public static JsonObject Headers() =>
        new()
        {
            ["RetryAfter"] = new JsonObject
            {
                ["description"] = "Seconds until trying again makes sense.",
                ["schema"] = new JsonObject { ["type"] = "integer" },
            },
        };

    public static IReadOnlyList<JsonObject> Paging() =>
        [
            new()
            {
                ["name"] = "limit",
                ["in"] = "query",
                ["description"] = "How many at most; 50 where nothing is said.",
                ["schema"] = new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 1,
                    ["maximum"] = 200,
                },
            },
            new()
            {
                ["name"] = "cursor",
                ["in"] = "query",
                ["description"] = "The next of the page before, unchanged.",
                ["schema"] = new JsonObject { ["type"] = "string" },
            },
        ];

    public static string DescribeTag(string tag) =>
        tag switch
        {
            ServiceNames.Self => "Account overview, live stream, webhooks, keys and tokens.",
            ServiceNames.Accounts => "Accounts, contacts, owners, segments, tickets, timeline and imports.",
            ServiceNames.HealthScoring => "Usage events, measures, scorecards, scores with reasons, insights.",
            ServiceNames.Renewals => "Subscriptions, movements, retention metrics, renewals, forecast, risks.",
            ServiceNames.SuccessPlans => "Success plans, onboarding, tactics, reviews, shared views.",
            ServiceNames.Feedback => "Surveys, answers, loops, product requests, advocates.",
            _ => tag,
        };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
