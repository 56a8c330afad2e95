using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>Rules that only show on things that exist, tried at every operation of the document on one of each:
/// versions, and whose account it is.</summary>
public sealed class BelongingsTests(RunningPlatform platform, ITestOutputHelper output)
{
    [Fact]
    public async Task Who_has_the_current_version_is_not_sent_it_again()
    {
        using var ops = await platform.ClientAsync("ops", "versions-read");
        var belongings = await Belongings.CreateAsync(platform, ops, "olivia");
        var (operations, _) = await PublicOperation.ReadAsync(ops);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (
            var operation in operations.Where(operation =>
                operation.Method == HttpMethod.Get && operation.Takes("If-None-Match")
            )
        )
        {
            if (belongings.Fill(operation.Path) is not { } path)
                continue;
            using var first = await ops.GetAsync(path);
            // Nothing of the kind was made for the account.
            if (first.StatusCode == HttpStatusCode.NotFound)
                continue;
            if (first.StatusCode != HttpStatusCode.OK || first.Headers.ETag?.Tag is not { } etag)
            {
                wrong.Add($"{operation}: {(int)first.StatusCode} with ETag {first.Headers.ETag}");
                continue;
            }

            var (again, body) = await GetAsync(ops, path, etag);
            if (again.StatusCode != HttpStatusCode.NotModified || body.Length > 0 || again.Headers.ETag?.Tag != etag)
                wrong.Add($"{operation}: {(int)again.StatusCode} and {body.Length} characters to who has {etag}");
            var (other, whole) = await GetAsync(ops, path, "\"999999\"");
            if (other.StatusCode != HttpStatusCode.OK || whole != await first.Content.ReadAsStringAsync())
                wrong.Add($"{operation}: {(int)other.StatusCode} to who has another version");
            tried++;
        }

        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Who_saw_an_older_version_is_told_the_current_one_and_changes_nothing()
    {
        using var ops = await platform.ClientAsync("ops", "versions-write");
        var belongings = await Belongings.CreateAsync(platform, ops, "olivia");
        var (operations, document) = await PublicOperation.ReadAsync(ops);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var operation in operations.Where(operation => operation.Takes("If-Match")))
        {
            if (belongings.Fill(operation.Path, parts: true) is not { } path)
            {
                wrong.Add($"{operation}: none of it was made to try it on");
                continue;
            }

            using var request = operation.Request(SampleBody.Of(operation, document, belongings.Account), path);
            request.Headers.TryAddWithoutValidation("If-Match", "\"999999\"");
            using var answer = await ops.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var problem = answer.StatusCode == HttpStatusCode.PreconditionFailed ? JsonNode.Parse(text) : null;
            if (
                problem?["type"]?.GetValue<string>() != "lost-update"
                || problem["currentVersion"]?.GetValue<int>() is null or >= 999_999
            )
                wrong.Add($"{operation}: {(int)answer.StatusCode} {text}");
            // What it has become, so that a program can show it beside the caller's change.
            else if (!IsShown(problem["current"]))
                wrong.Add($"{operation}: without what it is now: {text}");
            tried++;
        }

        output.WriteLine($"{tried} operations");
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task A_CSM_changes_nothing_of_an_account_that_is_another_s()
    {
        using var ops = await platform.ClientAsync("ops", "belongings");
        using var stranger = await platform.ClientAsync("csm", "a-stranger");
        var belongings = await Belongings.CreateAsync(platform, ops, "olivia");
        var (operations, document) = await PublicOperation.ReadAsync(ops);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (
            var operation in operations.Where(operation =>
                operation.Method != HttpMethod.Get
                && !operation.IsAnonymous
                && operation.Roles is null
                && !operation.ChangesNothing
            )
        )
        {
            // A thing of the account, or something new that would be of it.
            var body = SampleBody.Of(operation, document, belongings.Account);
            var isNew = !operation.Path.Contains('{', StringComparison.Ordinal) && body?["accountId"] is not null;
            var ofAccount = new[]
            {
                "accounts",
                "contacts",
                "subscriptions",
                "risks",
                "plans",
                "handovers",
                "renewals",
                "retrospectives",
                "onboardings",
                "loops",
                "interviews",
                "advocates",
            }.Any(kind => operation.Path.StartsWith($"/v1/{kind}/{{", StringComparison.Ordinal));
            if ((!isNew && !ofAccount) || belongings.Fill(operation.Path) is not { } path)
                continue;
            using var request = operation.Request(body, path);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await stranger.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.Forbidden)
                tried++;
            // With whom it is to be merged is not there, and that is said first; nothing is changed.
            else if (
                answer.StatusCode == HttpStatusCode.NotFound
                && operation.Path.EndsWith("/merge", StringComparison.Ordinal)
            )
                continue;
            else
                wrong.Add($"{operation}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        output.WriteLine($"{tried} operations");
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Of_a_body_all_fields_that_are_wrong_are_named_at_once()
    {
        using var ops = await platform.ClientAsync("ops", "all-fields");
        var (operations, document) = await PublicOperation.ReadAsync(ops);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (
            var operation in operations.Where(operation => operation.Method != HttpMethod.Get && !operation.IsAnonymous)
        )
        {
            if (SampleBody.Of(operation, document, Guid.NewGuid().ToString()) is not JsonObject { Count: > 1 } body)
                continue;
            // Each of another type than it has: a record is no text, and what is not a record is none.
            var fields = body.Select(field => field.Key).ToList();
            foreach (var field in fields)
                body[field] =
                    body[field] is JsonObject
                        ? "no such thing"
                        : new JsonObject { ["no"] = new JsonArray("such", "thing") };
            using var request = operation.Request(body);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await ops.SendAsync(request);
            // Whose body it reads itself says line by line what is wrong.
            if (answer.StatusCode is HttpStatusCode.Accepted)
                continue;
            var named =
                answer.StatusCode == HttpStatusCode.BadRequest
                    ? (await answer.Content.ReadFromJsonAsync<JsonObject>())
                        ?["errors"]?.AsObject()
                        .Select(error => error.Key.Split('.', '[')[0])
                        .ToList()
                        ?? []
                    : [];
            if (fields.Except(named, StringComparer.Ordinal).ToList() is { Count: > 0 } silent)
                wrong.Add($"{operation}: {(int)answer.StatusCode}, nothing of {string.Join(", ", silent)}");
            tried++;
        }

        output.WriteLine($"{tried} operations");
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(25);
    }

    private static async Task<(HttpResponseMessage Answer, string Body)> GetAsync(
        HttpClient client,
        string path,
        string etag
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        var answer = await client.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A thing has several fields; a table is its rows.</summary>
    private static bool IsShown(JsonNode? current) =>
        current is JsonObject { Count: > 2 } || current?["items"] is JsonArray { Count: > 0 };
}
