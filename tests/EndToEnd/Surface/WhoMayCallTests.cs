using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>
/// Every caller at every operation and every gRPC method of the running platform. Who may is read from the document,
/// which services write from the metadata that lets callers in; what a role or a scope means is written out here a
/// second time on purpose.
/// </summary>
public sealed class WhoMayCallTests(RunningPlatform platform)
{
    private static readonly string[] Writers = ["csm", "manager", "ops"];

    private sealed record Visitor(string Name, HttpClient Client, string? Role, string? Scope);

    [Fact]
    public async Task Each_caller_gets_in_where_the_document_says_and_nowhere_else()
    {
        using var ops = await platform.ClientAsync("ops");
        var (operations, document) = await PublicOperation.ReadAsync(ops);
        var scopes = operations
            .Select(operation => operation.Scope)
            .Concat(document["x-grpc-methods"]!.AsArray().Select(method => method!["scope"]?.GetValue<string>()))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var visitors = await VisitorsAsync(ops, scopes);
        var wrong = new List<string>();

        foreach (var visitor in visitors)
        {
            foreach (var operation in operations)
            {
                using var answer = await SendAsync(visitor.Client, operation);
                var problem =
                    answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                        ? await answer.Content.ReadFromJsonAsync<JsonObject>()
                        : null;
                var expected = operation.IsAnonymous
                    ? "in"
                    : Expected(visitor, operation.Scope, operation.Roles, operation.ExecutivesWrite);
                var seen = answer.StatusCode switch
                {
                    HttpStatusCode.Unauthorized => "unknown",
                    HttpStatusCode.Forbidden when IsAboutAccess(problem) => "refused",
                    _ => "in",
                };
                if (seen != expected)
                    wrong.Add(
                        $"{visitor.Name}: {operation} (scope {operation.Scope}, roles "
                            + $"{string.Join(' ', operation.Roles ?? [])}): expected {expected}, was {seen}: "
                            + $"{(int)answer.StatusCode} {problem?["detail"]}"
                    );
            }
        }

        foreach (var visitor in visitors)
            visitor.Client.Dispose();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_caller_gets_in_at_the_gRPC_methods_that_the_document_says()
    {
        using var ops = await platform.ClientAsync("ops");
        var methods = (await PublicOperation.ReadAsync(ops)).Document["x-grpc-methods"]!
            .AsArray()
            .Select(method => method!.AsObject())
            .ToList();
        methods.Count.ShouldBeGreaterThan(15);
        var visitors = await VisitorsAsync(
            ops,
            [
                .. methods
                    .Select(method => method["scope"]?.GetValue<string>())
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ]
        );
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://{platform.Grpc}"),
        };
        var wrong = new List<string>();

        foreach (var visitor in visitors)
        {
            foreach (var method in methods)
            {
                var (name, scope) = (method["method"]!.GetValue<string>(), method["scope"]?.GetValue<string>());
                var roles = method["roles"]?.AsArray().Select(role => role!.GetValue<string>()).ToList();
                if (scope is null && roles is null)
                    wrong.Add($"{name} names neither scope nor roles");
                var status = await CallAsync(client, visitor.Client, name);
                var expected = Expected(visitor, scope, roles);
                var seen = status switch
                {
                    "16" => "unknown",
                    "7" => "refused",
                    _ => "in",
                };
                // Ownership says PERMISSION_DENIED too, after the door.
                if (seen != expected && !(expected == "in" && visitor.Role == "csm"))
                    wrong.Add($"{visitor.Name}: {name} ({scope}): expected {expected}, was {seen} ({status})");
            }
        }

        foreach (var visitor in visitors)
            visitor.Client.Dispose();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_goes_round_the_gateway_is_refused()
    {
        using var ops = await platform.ClientAsync("ops");
        var (operations, _) = await PublicOperation.ReadAsync(ops);
        var wrong = new List<string>();
        foreach (
            var service in operations
                .Select(operation => operation.Description["tags"]![0]!.GetValue<string>())
                .Where(service => service != "gateway")
                .Distinct(StringComparer.Ordinal)
                .ToList()
        )
        {
            using var direct = new HttpClient { BaseAddress = platform.AddressOf(service) };
            // What the gateway takes for a person's token is worth nothing here.
            foreach (var token in new[] { null, ops.DefaultRequestHeaders.Authorization })
            {
                direct.DefaultRequestHeaders.Authorization = token;
                foreach (
                    var operation in operations.Where(operation =>
                        // What anybody may read needs no token here, either.
                        operation.Description["tags"]![0]!.GetValue<string>() == service
                        && !operation.IsAnonymous
                    )
                )
                {
                    using var answer = await direct.SendAsync(
                        operation.Request(),
                        HttpCompletionOption.ResponseHeadersRead
                    );
                    if (answer.StatusCode != HttpStatusCode.Unauthorized)
                        wrong.Add($"{service} {operation}: {(int)answer.StatusCode}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static string Expected(
        Visitor visitor,
        string? scope,
        IReadOnlyList<string>? roles,
        bool executivesWrite = false
    )
    {
        if (visitor.Role is not { } role)
            return "unknown";
        if (roles is not null && !roles.Contains(role))
            return "refused";
        if (scope is null)
            return "in";
        var reads = scope.EndsWith(":read", StringComparison.Ordinal);
        if (role == "partner")
            return
                visitor.Scope == scope
                || (reads && visitor.Scope == scope.Replace(":read", ":write", StringComparison.Ordinal))
                ? "in"
                : "refused";
        if (role == "executive" && executivesWrite)
            return "in";
        return reads || Writers.Contains(role, StringComparer.Ordinal) ? "in" : "refused";
    }

    /// <summary>Refused at the door, in contrast to what depends on whose account it is.</summary>
    private static bool IsAboutAccess(JsonObject? problem) =>
        problem?["type"]?.GetValue<string>() is "gateway/missing-scope" or "gateway/wrong-role"
        || problem?["detail"]?.GetValue<string>().StartsWith("This needs ", StringComparison.Ordinal) == true;

    private async Task<List<Visitor>> VisitorsAsync(HttpClient ops, IReadOnlyList<string> scopes)
    {
        List<Visitor> visitors = [new("nobody", new HttpClient { BaseAddress = platform.Http }, null, null)];
        foreach (var role in new[] { "csm", "manager", "executive", "ops" })
            visitors.Add(new Visitor(role, await platform.ClientAsync(role, $"caller-{role}"), role, null));
        foreach (var scope in scopes)
        {
            var issued = await ops.PostAsJsonAsync(
                "/v1/api-keys",
                new { name = $"tries {scope}", scopes = new[] { scope } }
            );
            // Some scopes are for people alone.
            if (issued.StatusCode == HttpStatusCode.BadRequest)
                continue;
            var client = new HttpClient { BaseAddress = platform.Http };
            client.DefaultRequestHeaders.Add(
                "X-Api-Key",
                (await issued.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>()
            );
            visitors.Add(new Visitor($"key with {scope}", client, "partner", scope));
        }

        visitors.Count.ShouldBeGreaterThan(8);
        return visitors;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, PublicOperation operation)
    {
        while (true)
        {
            var answer = await client.SendAsync(operation.Request(), HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                return answer;
            var wait = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
            answer.Dispose();
            await Task.Delay(wait);
        }
    }

    /// <summary>An empty message; what it means to the method does not matter, only whether it gets that far.</summary>
    private static async Task<string> CallAsync(HttpClient client, HttpClient visitor, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.Authorization = visitor.DefaultRequestHeaders.Authorization;
        if (visitor.DefaultRequestHeaders.TryGetValues("X-Api-Key", out var key))
            request.Headers.Add("X-Api-Key", key);
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.Headers.TryGetValues("grpc-status", out var early) ? early.First()
            : answer.TrailingHeaders.TryGetValues("grpc-status", out var late) ? late.First()
            : $"HTTP {(int)answer.StatusCode}";
    }
}
