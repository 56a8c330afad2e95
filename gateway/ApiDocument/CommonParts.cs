using System.Text.Json.Nodes;

namespace Platform.Gateway.ApiDocument;

/// <summary>What every operation shares: how to sign in, what goes wrong, which headers tell of limits. The texts are
/// in <c>common-parts.json</c>.</summary>
internal static class CommonParts
{
    public const string Problem = "ProblemDetails";

    /// <summary>The problem of a 412.</summary>
    public const string LostUpdate = "LostUpdate";

    private static readonly JsonObject Parts = Read();

    public static JsonNode Info() => Copy("info");

    public static JsonNode Security() => Copy("security");

    public static JsonNode SecuritySchemes() => Copy("securitySchemes");

    public static JsonNode Headers() => Copy("headers");

    public static IEnumerable<JsonNode> Paging() => Parts["paging"]!.AsArray().Select(one => one!.DeepClone());

    /// <summary>Schemas that the services' generators cannot know, or that are everyone's: these stand, whatever a
    /// document says.</summary>
    public static bool IsCommon(string schema) => schema is Problem or LostUpdate or "Money";

    public static JsonObject Schemas()
    {
        var schemas = Copy("schemas").AsObject();
        var (problem, lostUpdate) = (schemas[Problem]!["properties"]!, schemas[LostUpdate]!["properties"]!);
        // Its members are a problem's too, and come first.
        schemas[LostUpdate]!["properties"] = new JsonObject(
            problem
                .AsObject()
                .Concat(lostUpdate.AsObject())
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );
        return schemas;
    }

    public static JsonObject Responses()
    {
        var responses = new JsonObject();
        foreach (var (status, response) in ProblemTypes.Shared)
            responses[$"Problem{status}"] = response;
        return responses;
    }

    public static string DescribeTag(string tag) => Parts["tags"]![tag]?.GetValue<string>() ?? tag;

    private static JsonNode Copy(string part) => Parts[part]!.DeepClone();

    private static JsonObject Read()
    {
        using var json = typeof(CommonParts).Assembly.GetManifestResourceStream("common-parts.json")!;
        return JsonNode.Parse(json)!.AsObject();
    }
}
