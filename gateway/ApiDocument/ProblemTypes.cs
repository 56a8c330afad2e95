using System.Text.Json.Nodes;

namespace Platform.Gateway.ApiDocument;

/// <summary>The problems' stable types by status: those that stand for a rule of the whole API, and with them at each
/// operation those that its own code makes (<c>x-problems</c> of the service's document).</summary>
internal static class ProblemTypes
{
    private static readonly Dictionary<string, (string Description, string[] Types)> ByStatus = new(
        StringComparer.Ordinal
    )
    {
        ["400"] = (
            "The request is not valid; `errors` names every failing field.",
            ["validation", "bad-request", "gateway/body-incomplete"]
        ),
        ["401"] = (
            "No token or key, or one that is not accepted.",
            ["gateway/unauthenticated", "gateway/invalid-token"]
        ),
        ["403"] = (
            "The role or the key's scopes do not allow this, or the account is another's.",
            ["gateway/missing-scope", "gateway/wrong-role", "forbidden"]
        ),
        ["404"] = ("There is no such thing, or not for this caller.", ["gateway/not-found", "not-found"]),
        ["409"] = (
            "Another request with this Idempotency-Key is under way, or its answer was lost; or the state does "
                + "not allow it.",
            ["idempotency/in-progress", "idempotency/answer-lost"]
        ),
        ["410"] = ("It is no longer kept.", []),
        ["412"] = (
            "Somebody changed it since: `current` is what it has become; merge the change into it and send it "
                + "with the `currentVersion`.",
            ["lost-update"]
        ),
        ["413"] = ("The body is too large.", ["gateway/body-too-large", "body-too-large"]),
        ["415"] = ("The body has another type than this operation reads.", ["unsupported-media-type"]),
        ["422"] = (
            "The Idempotency-Key was used for another request; or the body is well formed and still cannot be "
                + "carried out.",
            ["idempotency/key-reused"]
        ),
        ["428"] = ("If-Match is missing.", ["if-match/missing"]),
        ["429"] = ("The caller's limit is used up; `Retry-After` says for how long.", ["gateway/too-many-requests"]),
        ["503"] = (
            "A service behind the gateway or its database is away; repeating with the same Idempotency-Key is safe.",
            [
                "gateway/service-unavailable",
                "gateway/overloaded",
                "gateway/keys-unavailable",
                "gateway/backup-under-way",
                "unavailable",
            ]
        ),
        ["504"] = (
            "A service did not answer in time; repeating with the same Idempotency-Key is safe.",
            ["gateway/timeout"]
        ),
    };

    /// <summary>Those that come as they are at many operations.</summary>
    public static IEnumerable<(string Status, JsonObject Response)> Shared =>
        ByStatus.Where(one => one.Value.Types.Length > 0).Select(one => (one.Key, Response(one.Key, [])));

    /// <summary>Adds what an operation may refuse with, by the rules that hold everywhere and by its own
    /// code.</summary>
    public static void AddTo(JsonObject operation, JsonObject responses, string method, bool isAnonymous)
    {
        var own = (operation["x-problems"] as JsonArray ?? [])
            .Select(problem =>
                (Type: problem!["type"]!.GetValue<string>(), Status: $"{problem["status"]!.GetValue<int>()}")
            )
            .ToLookup(problem => problem.Status, problem => problem.Type, StringComparer.Ordinal);
        operation.Remove("x-problems");
        foreach (
            var status in General(operation, method, isAnonymous)
                .Union(own.Select(one => one.Key), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            var types = own[status]
                .Except(ByStatus.TryGetValue(status, out var general) ? general.Types : [], StringComparer.Ordinal)
                .ToList();
            var response =
                types.Count == 0 && general.Types is { Length: > 0 }
                    ? new JsonObject { ["$ref"] = $"#/components/responses/Problem{status}" }
                    : Response(status, types);
            // A service that describes a refusal by itself does not know its types.
            responses[status] = response;
        }
    }

    private static JsonObject Response(string status, IReadOnlyList<string> own)
    {
        var (description, general) = ByStatus.TryGetValue(status, out var known)
            ? known
            : ("It cannot be carried out.", []);
        var response = new JsonObject
        {
            ["description"] = description,
            ["x-problem-types"] = new JsonArray([.. general.Concat(own).Select(type => JsonValue.Create(type))]),
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["$ref"] =
                            $"#/components/schemas/{(status == "412" ? CommonParts.LostUpdate : CommonParts.Problem)}",
                    },
                },
            },
        };
        if (status is "429" or "503")
            response["headers"] = new JsonObject
            {
                ["Retry-After"] = new JsonObject { ["$ref"] = "#/components/headers/RetryAfter" },
            };
        return response;
    }

    /// <summary>The statuses that an operation may answer by the rules that hold everywhere.</summary>
    private static IEnumerable<string> General(JsonObject operation, string method, bool isAnonymous)
    {
        IEnumerable<string> statuses = ["400", "404", "429", "503"];
        if (!isAnonymous)
            statuses = statuses.Concat(["401", "403"]);
        if (method is not "get" and not "head")
            statuses = statuses.Concat(["413", "415", "504"]);
        if (
            operation["parameters"]
                ?.AsArray()
                .Any(parameter => parameter?["name"]?.GetValue<string>() == "Idempotency-Key") == true
        )
            statuses = statuses.Concat(["409", "422"]);
        return statuses;
    }
}
