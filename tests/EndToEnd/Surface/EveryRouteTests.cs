using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>The rules that hold everywhere, tried at every operation of the merged document.</summary>
public sealed class EveryRouteTests(RunningPlatform platform)
{
    [Fact]
    public async Task A_key_gives_the_first_answer_again_and_another_body_is_refused()
    {
        using var client = await platform.ClientAsync("ops", "keys");
        using var another = await platform.ClientAsync("ops", "keys-of-another");
        var (operations, _) = await PublicOperation.ReadAsync(client);
        var wrong = new List<string>();
        var replayed = 0;

        foreach (var operation in operations.Where(operation => operation.KeepsIdempotencyKey))
        {
            var (key, path) = (Guid.NewGuid().ToString(), operation.PathWith(() => Guid.NewGuid().ToString()));
            var first = await SendAsync(client, operation, path, new { }, key);
            // What another attempt may change is not kept: conflicts, preconditions.
            if (first.Status is 409 or 412 or 428)
                continue;

            var again = await SendAsync(client, operation, path, new { }, key);
            if (again.Status != first.Status || again.Text != first.Text || !again.Replayed)
                wrong.Add($"{operation}: {first.Status}, then {again.Status}, replayed {again.Replayed}");
            var other = await SendAsync(client, operation, path, new { somethingElse = 1 }, key);
            if (other.Status != 422 || other.Type != "idempotency/key-reused")
                wrong.Add($"{operation}: another body with the key gives {other.Status} {other.Type}");
            replayed++;
            // Who follows a link is the link, whoever it is.
            if (operation.IsAnonymous)
                continue;
            var foreign = await SendAsync(another, operation, path, new { somethingElse = 1 }, key);
            if (foreign.Replayed || foreign.Type == "idempotency/key-reused")
                wrong.Add($"{operation}: another caller's key is told of");
        }

        wrong.ShouldBeEmpty();
        replayed.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Every_POST_takes_a_key_but_those_known_to_need_none()
    {
        // Each with its reason: secrets must not be kept (keys, webhooks, tokens), repeatable by their own ids (events,
        // bulk, answers), change nothing (previews).
        string[] without =
        [
            "/v1/tokens",
            "/v1/api-keys",
            "/v1/api-keys/{id}/rotate",
            "/v1/webhooks",
            "/v1/webhooks/{id}/rotate-secret",
            "/v1/webhooks/{id}/test",
            "/v1/webhooks/{id}/deliveries/{deliveryId}/replay",
            "/v1/events",
            "/v1/imports",
            "/v1/surveys/{surveyId}/answers",
        ];
        using var client = await platform.ClientAsync("ops");
        var (operations, _) = await PublicOperation.ReadAsync(client);

        operations
            .Where(operation =>
                operation.Method == HttpMethod.Post && !operation.KeepsIdempotencyKey && !operation.IsAnonymous
            )
            .Where(operation => !without.Contains(operation.Path, StringComparer.Ordinal) && !operation.ChangesNothing)
            .Select(operation => operation.ToString())
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_is_told_as_a_problem_of_one_shape()
    {
        using var client = await platform.ClientAsync("ops", "refused");
        var (operations, _) = await PublicOperation.ReadAsync(client);
        var wrong = new List<string>();
        foreach (var operation in operations.Where(operation => !operation.IsStream))
        {
            foreach (
                var path in new[]
                {
                    operation.PathWith(() => Guid.NewGuid().ToString()),
                    operation.PathWith(() => "not-an-id"),
                }.Distinct(StringComparer.Ordinal)
            )
            {
                using var answer = await client.SendAsync(operation.Request(path: path));
                if (
                    (int)answer.StatusCode >= 400
                    && Lacks(answer, await answer.Content.ReadAsStringAsync()) is { } lack
                )
                    wrong.Add($"{operation} ({path}): {lack}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_changes_says_what_they_saw_and_nonsense_is_no_version()
    {
        using var client = await platform.ClientAsync("ops", "versions");
        var (operations, _) = await PublicOperation.ReadAsync(client);
        var wrong = new List<string>();
        var guarded = 0;
        foreach (var operation in operations.Where(operation => operation.Method != HttpMethod.Get))
        {
            using var blind = await client.SendAsync(operation.Request());
            if (operation.Method == HttpMethod.Patch && (int)blind.StatusCode != 428)
                wrong.Add($"{operation}: {(int)blind.StatusCode} without If-Match");
            if ((int)blind.StatusCode != 428)
                continue;

            guarded++;
            using var request = operation.Request();
            request.Headers.TryAddWithoutValidation("If-Match", "nonsense");
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.BadRequest)
                wrong.Add($"{operation}: {(int)answer.StatusCode} to a nonsensical If-Match");
        }

        wrong.ShouldBeEmpty();
        guarded.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Of_several_parameters_that_are_missing_all_are_named()
    {
        using var client = await platform.ClientAsync("ops", "parameters");
        var (operations, _) = await PublicOperation.ReadAsync(client);
        var wrong = new List<string>();
        foreach (var operation in operations.Where(operation => !operation.IsStream))
        {
            var required = (operation.Description["parameters"]?.AsArray() ?? [])
                .Where(parameter =>
                    parameter?["in"]?.GetValue<string>() == "query" && parameter["required"]?.GetValue<bool>() == true
                )
                .Select(parameter => parameter!["name"]!.GetValue<string>())
                .ToList();
            if (required.Count == 0)
                continue;

            using var answer = await client.SendAsync(operation.Request());
            var named = (await answer.Content.ReadFromJsonAsync<JsonObject>())
                ?["errors"]?.AsObject()
                .Select(error => error.Key)
                .ToList()
                ?? [];
            if (required.Except(named, StringComparer.Ordinal).Any())
                wrong.Add(
                    $"{operation}: {string.Join(", ", required)} are missing, {string.Join(", ", named)} are named"
                );
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_means_nothing_is_refused()
    {
        using var client = await platform.ClientAsync("ops", "names");
        var (operations, document) = await PublicOperation.ReadAsync(client);
        var wrong = new List<string>();
        var bodies = 0;
        // Who follows a link may come with marks of the mailer that sent it.
        foreach (
            var operation in operations.Where(operation =>
                !operation.IsAnonymous && operation.Roles?.Contains("ops") is not false
            )
        )
        {
            using var asked = operation.Request(
                path: $"{operation.PathWith(() => Guid.NewGuid().ToString())}?noSuchName=1"
            );
            if (!await IsNamedAsync(client, asked))
                wrong.Add($"{operation}: a parameter");
            // A source's events may carry more than is kept of them.
            if (!operation.TakesFields(document) || operation.Path == "/v1/events")
                continue;

            bodies++;
            using var sent = operation.Request(new { noSuchName = 1 });
            sent.Headers.TryAddWithoutValidation("If-Match", "*");
            if (!await IsNamedAsync(client, sent))
                wrong.Add($"{operation}: a field");
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
        bodies.ShouldBeGreaterThan(80);
    }

    private static async Task<bool> IsNamedAsync(HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode == HttpStatusCode.BadRequest
            && (await answer.Content.ReadFromJsonAsync<JsonObject>())?["errors"]?["noSuchName"] is not null;
    }

    private sealed record Answer(int Status, string Text, bool Replayed, string? Type);

    private static async Task<Answer> SendAsync(
        HttpClient client,
        PublicOperation operation,
        string path,
        object body,
        string key
    )
    {
        using var request = operation.Request(body, path);
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var type =
            answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonNode.Parse(text)?["type"]?.GetValue<string>()
                : null;
        return new Answer((int)answer.StatusCode, text, answer.Headers.Contains("Idempotency-Replayed"), type);
    }

    private static string? Lacks(HttpResponseMessage answer, string text)
    {
        if ((int)answer.StatusCode >= 500)
            return $"{(int)answer.StatusCode} {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"{(int)answer.StatusCode} comes as {answer.Content.Headers.ContentType}";
        var problem = JsonNode.Parse(text)!;
        var type = problem["type"]?.GetValue<string>();
        if (
            string.IsNullOrEmpty(type)
            || type.Contains("://", StringComparison.Ordinal)
            || type.Contains(' ', StringComparison.Ordinal)
            || type == "about:blank"
        )
            return $"type {type}";
        if (problem["status"]?.GetValue<int>() != (int)answer.StatusCode)
            return "status differs";
        if (
            string.IsNullOrEmpty(problem["title"]?.GetValue<string>())
            || string.IsNullOrEmpty(problem["detail"]?.GetValue<string>())
        )
            return $"{type} lacks title or detail";
        if (problem["traceId"] is null || problem["instance"] is null)
            return $"{type} lacks traceId or instance";
        return type == "validation" && problem["errors"]?.AsObject().Count is null or 0
            ? "validation without errors"
            : null;
    }
}
