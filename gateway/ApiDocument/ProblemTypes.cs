using System.Text.Json.Nodes;

namespace Platform.Gateway.ApiDocument;

/// <summary>The problems' stable types by status: those that stand for a rule of the whole API. Areas add their own, as <c>&lt;area&gt;/&lt;what&gt;</c>.</summary>
internal static class ProblemTypes
{
    private static readonly Dictionary<string, (string Description, string[] Types)> ByStatus = new(StringComparer.Ordinal)
    {
        ["400"] = ("The request is not valid; `errors` names every failing field.", ["validation", "bad-request", "gateway/body-incomplete"]),
        ["401"] = ("No token or key, or one that is not accepted.", ["gateway/unauthenticated", "gateway/invalid-token"]),
        ["403"] = ("The role or the key's scopes do not allow this, or the account is another's.", ["gateway/missing-scope", "gateway/wrong-role", "forbidden"]),
        ["404"] = ("There is no such thing, or not for this caller.", ["gateway/not-found", "not-found", "<thing>/not-found"]),
        ["409"] = ("Another request with this Idempotency-Key is under way, or its answer was lost; or the state does not allow it.", ["idempotency/in-progress", "idempotency/answer-lost"]),
        ["412"] = ("Somebody changed it since: read it again and repeat the change.", ["lost-update"]),
        ["413"] = ("The body is too large.", ["gateway/body-too-large", "body-too-large"]),
        ["422"] = ("The Idempotency-Key was used for another request.", ["idempotency/key-reused"]),
        ["428"] = ("If-Match is missing.", ["if-match/missing"]),
        ["429"] = ("The caller's limit is used up; `Retry-After` says for how long.", ["gateway/too-many-requests"]),
        ["503"] = ("A service behind the gateway or its database is away; repeating with the same Idempotency-Key is safe.", ["gateway/service-unavailable", "gateway/overloaded", "unavailable"]),
        ["504"] = ("A service did not answer in time; repeating with the same Idempotency-Key is safe.", ["gateway/timeout"]),
    };

    public static IEnumerable<(string Status, string Description, JsonArray Types)> All =>
        ByStatus.Select(one => (one.Key, one.Value.Description, new JsonArray([.. one.Value.Types.Select(type => JsonValue.Create(type))])));

    /// <summary>The statuses that an operation may answer by the rules that hold everywhere.</summary>
    public static IEnumerable<string> Of(JsonObject operation, string method, bool isAnonymous)
    {
        IEnumerable<string> statuses = ["400", "404", "429", "503"];
        if (!isAnonymous) statuses = statuses.Concat(["401", "403"]);
        if (method is not "get" and not "head") statuses = statuses.Concat(["413", "504"]);
        if (method == "patch") statuses = statuses.Concat(["412", "428"]);
        if (operation["parameters"]?.AsArray().Any(parameter => parameter?["name"]?.GetValue<string>() == "Idempotency-Key") == true) statuses = statuses.Concat(["409", "422"]);
        return statuses.Order(StringComparer.Ordinal);
    }
}
