using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>One operation of the merged document: whatever a service adds is tried without a line being written
/// here.</summary>
internal sealed partial record PublicOperation(HttpMethod Method, string Path, JsonObject Description)
{
    public override string ToString() => $"{Method} {Path}";

    public bool IsAnonymous => Description["security"] is JsonArray { Count: 0 };

    /// <summary>Server-sent events never end.</summary>
    public bool IsStream => Description["responses"]?["200"]?["content"]?["text/event-stream"] is not null;

    public bool KeepsIdempotencyKey => Takes("Idempotency-Key");

    /// <summary>By the document.</summary>
    public bool Takes(string parameter) =>
        Description["parameters"]?.AsArray().Any(one => one?["name"]?.GetValue<string>() == parameter) == true;

    /// <summary>A question that needs a body.</summary>
    public bool ChangesNothing =>
        Method == HttpMethod.Post && Questions.Any(word => Path.Contains(word, StringComparison.Ordinal));

    private static readonly string[] Questions =
    [
        "what-if",
        "preview",
        "search",
        "check",
        "simulation",
        "comparison",
        "validate",
        "test",
        "impact",
        "forecast",
    ];

    /// <summary>Whether its body is an object with fields of its own.</summary>
    public bool TakesFields(JsonObject document)
    {
        var schema = Description["requestBody"]?["content"]?["application/json"]?["schema"];
        if (schema?["$ref"]?.GetValue<string>() is { } reference)
            schema = document["components"]!["schemas"]![reference.Split('/')[^1]];
        return schema?["properties"] is JsonObject;
    }

    public string? Scope => Description["x-required-scope"]?.GetValue<string>();

    public bool ExecutivesWrite => Description["x-executives-write"] is not null;

    public IReadOnlyList<string>? Roles =>
        Description["x-required-roles"]?.AsArray().Select(role => role!.GetValue<string>()).ToList();

    /// <summary>JSON where it is taken, else what is: a file comes as it is.</summary>
    private string MediaType =>
        Description["requestBody"]
            ?["content"]?.AsObject()
            .Select(content => content.Key)
            .OrderBy(type => type != "application/json")
            .FirstOrDefault()
        ?? "application/json";

    /// <summary>The path with something that nobody has in each place; where a number or a date has to stand, one
    /// stands.</summary>
    public string PathWith(Func<string> value) =>
        Parameter()
            .Replace(Path, place => TypeOf(place.Value.Trim('{', '}')) switch
                {
                    "integer" => "1234567",
                    "date" => "2026-01-31",
                    _ => value(),
                });

    private string? TypeOf(string parameter)
    {
        var schema = Description["parameters"]
            ?.AsArray()
            .FirstOrDefault(one =>
                one?["in"]?.GetValue<string>() == "path" && one["name"]?.GetValue<string>() == parameter
            )
            ?["schema"];
        if (schema?["format"]?.GetValue<string>() is "date")
            return "date";
        var types = schema?["type"] is JsonArray several
            ? several.Select(type => type?.GetValue<string>())
            : [schema?["type"]?.GetValue<string>()];
        return types.Contains("integer") ? "integer" : null;
    }

    public HttpRequestMessage Request(object? body = null, string? path = null)
    {
        var request = new HttpRequestMessage(Method, path ?? PathWith(() => Guid.NewGuid().ToString()));
        if (Method != HttpMethod.Get)
            request.Content = new StringContent(JsonSerializer.Serialize(body ?? new { }), Encoding.UTF8, MediaType);
        return request;
    }

    public static async Task<(IReadOnlyList<PublicOperation> Operations, JsonObject Document)> ReadAsync(
        HttpClient client
    )
    {
        for (var left = 60; ; left--)
        {
            using var answer = await client.GetAsync("/openapi/v1.json");
            // Until every service has told its part there is no document.
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && left > 0)
            {
                await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
                continue;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var document = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            List<PublicOperation> operations =
            [
                .. from path in document["paths"]!.AsObject()
                from operation in path.Value!.AsObject()
                where operation.Value is JsonObject && operation.Key is "get" or "post" or "put" or "patch" or "delete"
                select new PublicOperation(
                    new HttpMethod(operation.Key.ToUpperInvariant()),
                    path.Key,
                    operation.Value!.AsObject()
                ),
            ];
            var services = operations
                .Select(operation => operation.Description["tags"]![0]!.GetValue<string>())
                .Distinct(StringComparer.Ordinal)
                .Count();
            services.ShouldBe(Services);
            return (operations, document);
        }
    }

    /// <summary>The gateway and those behind it.</summary>
    private const int Services = 7;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1_000)]
    private static partial Regex Parameter();
}
