using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Gateway.Tests;

/// <summary>
/// Malformed requests made from the OpenAPI document: wrong types, broken JSON, depth, odd characters, in every place
/// that the document names. Whatever comes: no 500, no hang, nothing of our insides in the answer.
/// </summary>
internal static class MalformedRequests
{
    private static readonly string[] Insides =
    [
        "   at ",
        "Npgsql",
        "StackTrace",
        "System.",
        "Microsoft.",
        "select ",
        "event_log",
        "/gateway/",
        "127.0.0.1:",
    ];

    private static readonly string[] Texts =
    [
        "",
        " ",
        "x",
        "0",
        "-1",
        "1e400",
        "9223372036854775808",
        "null",
        "true",
        "[]",
        "{}",
        "'",
        "\"",
        "' or 1=1 --",
        "%00",
        "%",
        "%ff",
        "..",
        "../..",
        "\u0000",
        "\ud800",
        "\u202e",
        "é",
        "💥",
        "2026-13-45",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "00000000-0000-0000-0000-000000000000",
        "not-a-uuid",
        new('a', 300),
        new('9', 400),
        "-arrAtRisk",
        "name",
        "red",
        "*",
        "accounts.*",
        "http://127.0.0.1/",
        "javascript:alert(1)",
        "https://user:pw@example.com/",
        "ftp://x",
        "eyJhIjoxfQ",
        "W10",
        "bnVsbA",
    ];

    /// <summary>Sends <paramref name="count"/> of them; gives what was answered wrongly, ten at most.</summary>
    public static async Task<List<string>> WalkAsync(HttpClient client, int count, int seed)
    {
        var random = new Random(seed);
        var document = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var operations = Operations(document);
        operations.Count.ShouldBeGreaterThan(10);

        var wrong = new List<string>();
        for (var i = 0; i < count && wrong.Count < 10; i++)
        {
            var operation = operations[random.Next(operations.Count)];
            using var request = Malformed(random, operation, document);
            var told =
                $"{request.Method} {request.RequestUri} "
                + $"{(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
                continue;

            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode is 500 or 501 or 502 or 504)
                wrong.Add($"{(int)answer.StatusCode}: {told[..Math.Min(300, told.Length)]}");
            else if (
                !answer.IsSuccessStatusCode
                && Insides.FirstOrDefault(inside =>
                    text.Contains(inside, StringComparison.Ordinal) && !told.Contains(inside, StringComparison.Ordinal)
                )
                    is { } leak
            )
                wrong.Add(
                    $"leaks '{leak}': {told[..Math.Min(300, told.Length)]} → {text[..Math.Min(300, text.Length)]}"
                );
            else if (
                answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && IsAt(request.RequestUri!, operation.Path)
            )
            {
                var type = JsonNode.Parse(text)!["type"]!.GetValue<string>();
                if (
                    !ProblemsAt(operation.Operation, document, (int)answer.StatusCode)
                        .Contains(type, StringComparer.Ordinal)
                )
                    wrong.Add(
                        $"{operation.Method} {operation.Path} does not list {(int)answer.StatusCode} {type}: "
                            + $"{told[..Math.Min(300, told.Length)]}"
                    );
            }
        }

        return wrong;
    }

    /// <summary><c>PLATFORM_WALK</c> says how many, 2,000 unless it does; 20,000 and more take minutes.</summary>
    public static int Count => Number("PLATFORM_WALK", 2_000);

    /// <summary><c>PLATFORM_WALK_SEED</c>.</summary>
    public static int Seed => Number("PLATFORM_WALK_SEED", 20261122);

    private static List<(HttpMethod Method, string Path, JsonObject Operation)> Operations(JsonObject document) =>
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            where operation.Value is JsonObject && operation.Key is "get" or "post" or "put" or "patch" or "delete"
            select (new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value!.AsObject()),
        ];

    private static HttpRequestMessage Malformed(
        Random random,
        (HttpMethod Method, string Path, JsonObject Operation) operation,
        JsonObject document
    )
    {
        var path = string.Join(
            '/',
            operation
                .Path.Split('/')
                .Select(segment =>
                    segment.StartsWith('{')
                        ? Escaped(random, random.Next(2) == 0 ? Guid.NewGuid().ToString() : Text(random))
                        : segment
                )
        );
        var query = new StringBuilder();
        foreach (var parameter in operation.Operation["parameters"]?.AsArray() ?? [])
        {
            if (parameter?["in"]?.GetValue<string>() == "query" && random.Next(3) > 0)
                query
                    .Append(query.Length == 0 ? '?' : '&')
                    .Append(parameter["name"]!.GetValue<string>())
                    .Append('=')
                    .Append(Escaped(random, Text(random)));
        }

        var request = new HttpRequestMessage(operation.Method, path + query);
        if (random.Next(4) == 0)
            request.Headers.TryAddWithoutValidation("If-Match", Header(random));
        if (random.Next(4) == 0)
            request.Headers.TryAddWithoutValidation("If-None-Match", Header(random));
        if (random.Next(6) == 0)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Header(random));
        if (random.Next(8) == 0)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", Header(random));
        if (operation.Method != HttpMethod.Get && random.Next(10) > 0)
        {
            var type = random.Next(8) == 0 ? "text/plain" : "application/json";
            request.Content = new ByteArrayContent(Body(random, operation.Operation, document));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return request;
    }

    /// <summary>The types of problem that the document lists for an operation and a status.</summary>
    public static IReadOnlyList<string> ProblemsAt(JsonObject operation, JsonObject document, int status)
    {
        var response = operation["responses"]?[status.ToString(CultureInfo.InvariantCulture)];
        if (response?["$ref"]?.GetValue<string>() is { } reference)
            response = document["components"]!["responses"]![reference.Split('/')[^1]];
        return [.. (response?["x-problem-types"]?.AsArray() ?? []).Select(type => type!.GetValue<string>())];
    }

    /// <summary>What was put into the path can lead elsewhere: nothing at all, two dots.</summary>
    private static bool IsAt(Uri address, string path)
    {
        var (sent, named) = (address.ToString().Split('?')[0].Split('/'), path.Split('/'));
        return sent.Length == named.Length
            && named
                .Zip(sent)
                .All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    private static byte[] Body(Random random, JsonObject operation, JsonObject document)
    {
        switch (random.Next(8))
        {
            case 0:
                return [];
            case 1:
                return Encoding.UTF8.GetBytes("{\"a\":");
            case 2:
                return Encoding.UTF8.GetBytes(
                    string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000))
                );
            case 3:
                return [0xff, 0xfe, 0x00, 0x80];
            case 4:
                return Encoding.UTF8.GetBytes(Value(random, 2));
        }

        // A body of the right shape with something wrong, or odd, in each place.
        var schema = Resolve(operation["requestBody"]?["content"]?["application/json"]?["schema"], document);
        var fields = schema?["properties"]?.AsObject() ?? [];
        var members = fields
            .Where(_ => random.Next(5) > 0)
            .Select(field => $"{JsonValue.Create(field.Key).ToJsonString()}:{Value(random, 2)}");
        return Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}");
    }

    private static JsonNode? Resolve(JsonNode? schema, JsonObject document) =>
        schema?["$ref"]?.GetValue<string>() is { } reference
            ? document["components"]!["schemas"]![reference.Split('/')[^1]]
            : schema;

    private static string Value(Random random, int depth) =>
        random.Next(10) switch
        {
            0 => "null",
            1 => "true",
            2 => random.Next(-5, 5).ToString(CultureInfo.InvariantCulture),
            3 => "1e999",
            4 => "\"\\u0000\"",
            5 => "\"\\ud800\"",
            6 when depth > 0 => $"[{Value(random, depth - 1)},{Value(random, depth - 1)}]",
            7 when depth > 0 => $"{{\"x\":{Value(random, depth - 1)}}}",
            _ => JsonValue
                .Create(Texts[random.Next(Texts.Length)].Replace("\ud800", "", StringComparison.Ordinal))
                .ToJsonString(),
        };

    private static string Text(Random random) => Texts[random.Next(Texts.Length)];

    private static string Escaped(Random random, string text)
    {
        if (text.StartsWith('%') && random.Next(2) == 0)
            return text == "%" ? "%25" : text;
        return Uri.EscapeDataString(text.Replace("\ud800", "\ufffd", StringComparison.Ordinal));
    }

    private static string Header(Random random) =>
        new([.. Text(random).Where(letter => letter is > ' ' and < (char)127)]);

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
