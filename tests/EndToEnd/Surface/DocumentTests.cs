using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>The merged document of the whole platform: lint-clean, and its examples are what the API takes.</summary>
public sealed class DocumentTests(RunningPlatform platform)
{
    [Fact]
    public async Task A_linter_finds_nothing()
    {
        if (!File.Exists("/usr/bin/node") && !File.Exists("/usr/local/bin/node"))
            Assert.Skip("node is not installed; the document is not linted.");
        var folder = Path.Combine(Here(), "../lint");
        using var client = new HttpClient { BaseAddress = platform.Http };
        await File.WriteAllTextAsync(
            Path.Combine(folder, "openapi.json"),
            (await PublicOperation.ReadAsync(client)).Document.ToJsonString()
        );
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");

        (await RunAsync(folder, "npx", "redocly", "lint", "openapi.json")).ShouldNotContain("warning", Case.Sensitive);
    }

    [Fact]
    public async Task Every_example_is_accepted()
    {
        using var ops = await platform.ClientAsync("ops", "examples");
        var (operations, _) = await PublicOperation.ReadAsync(ops);
        var examples = ExamplesOf(operations)
            .Where(example => Accepted.Contains(example.Operation.ToString(), StringComparer.Ordinal))
            .ToList();
        examples.Count.ShouldBe(Accepted.Length);

        // The account of the examples is the one that others are about.
        var creates = examples.Single(example => example.Operation is { Path: "/v1/accounts" });
        var created = await (
            await ops.PostAsJsonAsync("/v1/accounts", creates.Body)
        ).Content.ReadFromJsonAsync<JsonObject>();
        var account = created!["id"]?.GetValue<string>() ?? throw new InvalidOperationException(created.ToJsonString());
        var wrong = new List<string>();
        foreach (var (operation, body) in examples.Where(example => example.Operation.Path != "/v1/accounts"))
        {
            using var answer = await ops.SendAsync(
                operation.Request(
                    body,
                    operation.PathWith(() =>
                        operation.Path.StartsWith("/v1/accounts/", StringComparison.Ordinal) ? account : "export"
                    )
                )
            );
            var status = $"{(int)answer.StatusCode}";
            if (!answer.IsSuccessStatusCode)
                wrong.Add($"{operation}: {status} {await answer.Content.ReadAsStringAsync()}");
            else if (operation.Description["responses"]?[status] is null)
                wrong.Add($"{operation}: {status} is not documented");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_body_has_an_example_and_nothing_is_wrong_with_its_form()
    {
        using var ops = await platform.ClientAsync("ops", "example-forms");
        var (operations, _) = await PublicOperation.ReadAsync(ops);
        var wrong = operations
            .Where(operation =>
                operation.Description["requestBody"]?["content"]?["application/json"] is JsonObject content
                && content["example"] is null
            )
            .Select(operation => $"{operation} has none")
            .ToList();
        // What is put without a place in its path counts for everybody, all other tests included: the calendar, the
        // reviews' cadence. So does the first person of the roster: owners have to stand on it from then on. A
        // concession costs at most what the account pays.
        foreach (
            var (operation, body) in ExamplesOf(operations)
                .Where(example =>
                    !example.Operation.IsAnonymous
                    && (
                        example.Operation.Method != HttpMethod.Put
                        || example.Operation.Path.Contains('{', StringComparison.Ordinal)
                    )
                    && example.Operation.Path is not ("/v1/concessions" or "/v1/people/{personId}" or "/v1/me")
                    && !Accepted.Contains(example.Operation.ToString(), StringComparer.Ordinal)
                )
        )
        {
            using var request = operation.Request(body);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await ops.SendAsync(request);
            if ((int)answer.StatusCode is not (400 or >= 500))
                continue;
            var text = await answer.Content.ReadAsStringAsync();
            // What it names need not be there, nor what the made-up path names; what it says has to be sayable.
            var errors = JsonNode
                .Parse(text)
                ?["errors"]?.AsObject()
                .Where(error =>
                    !operation.Path.Contains($"{{{error.Key}}}", StringComparison.Ordinal)
                    && !error.Value!.ToJsonString().Contains(NotThere, StringComparison.Ordinal)
                );
            if (errors is null || errors.Any())
                wrong.Add($"{operation} {body!.ToJsonString()}: {(int)answer.StatusCode} {text}");
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    /// <summary>The id in all examples, which nobody has.</summary>
    private const string NotThere = "0193b2a4-7c1e-7f00-8a51-2f6d3c9b1e40";

    /// <summary>Written by hand: what people try first.</summary>
    private static readonly string[] Accepted =
    [
        "POST /v1/tokens",
        "POST /v1/api-keys",
        "POST /v1/accounts",
        "POST /v1/accounts/{id}/contacts",
        "POST /v1/accounts/{id}/activities",
        "POST /v1/accounts/{id}/tickets",
        "PUT /v1/features/{name}",
        "POST /v1/events",
    ];

    private static IEnumerable<(PublicOperation Operation, JsonNode? Body)> ExamplesOf(
        IEnumerable<PublicOperation> operations
    ) =>
        operations
            .Select(operation =>
                (
                    Operation: operation,
                    Body: operation.Description["requestBody"]?["content"]?["application/json"]?["example"]
                )
            )
            .Where(one => one.Body is not null);

    [Fact]
    public async Task Each_operation_lists_the_problems_that_it_may_answer()
    {
        using var client = new HttpClient { BaseAddress = platform.Http };
        var (operations, document) = await PublicOperation.ReadAsync(client);

        foreach (var operation in operations)
        {
            var refusals = operation.Description["responses"]!
                .AsObject()
                .Where(response => response.Key[0] is '4' or '5')
                .ToList();
            refusals.Count.ShouldBeGreaterThan(3, operation.ToString());
        }

        foreach (var (name, response) in document["components"]!["responses"]!.AsObject())
            response!["x-problem-types"]!.AsArray().Count.ShouldBeGreaterThan(0, name);
        // Those of its own code, each at its operation and nowhere else.
        var problems = operations.ToDictionary(
            operation => operation.ToString(),
            operation =>
                operation.Description["responses"]!
                    .AsObject()
                    .SelectMany(response =>
                        response.Value!["x-problem-types"]?.AsArray().Select(type => $"{response.Key} {type}") ?? []
                    )
                    .ToList(),
            StringComparer.Ordinal
        );
        problems["POST /v1/accounts"].ShouldContain("409 accounts/external-id-taken");
        problems["POST /v1/risks"].ShouldContain("409 renewals/risk-open");
        problems["GET /v1/risks/{id}"].ShouldContain("404 risk/not-found");
        problems["GET /v1/stream"].ShouldContain("410 stream/too-old");
        problems["GET /v1/risks"].ShouldAllBe(problem => !problem.Contains("risk-open", StringComparison.Ordinal));
        operations.Count(operation => operation.Takes("If-Match")).ShouldBeGreaterThan(25);
        (await client.GetStringAsync("/openapi/who-may-call.md")).ShouldContain(
            "gRPC platform.accounts.v1.AccountsService/GetAccount"
        );
    }

    [Fact]
    public async Task Whatever_a_reader_meets_is_described()
    {
        using var client = new HttpClient { BaseAddress = platform.Http };
        var (operations, document) = await PublicOperation.ReadAsync(client);
        var silent = operations
            .Where(operation => Lacks(operation.Description))
            .Select(operation => $"{operation}: ")
            .ToList();
        silent.AddRange(
            operations.SelectMany(operation =>
                (operation.Description["parameters"]?.AsArray() ?? [])
                    .Where(Lacks)
                    .Select(parameter => $"{operation}: parameter {parameter!["name"]}")
            )
        );
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            silent.AddRange(
                (schema!["properties"]?.AsObject() ?? [])
                    .Where(property => Lacks(property.Value))
                    .Select(property => $"{name}.{property.Key}")
            );

        // /// on the handler, its parameter or the record's member says it; what a name means everywhere stands in
        // CommonWords.
        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_has_no_fields_beside_those_named_and_an_answer_may()
    {
        using var client = new HttpClient { BaseAddress = platform.Http };
        var (operations, document) = await PublicOperation.ReadAsync(client);
        bool IsClosed(JsonNode? content) =>
            content?["application/json"]?["schema"]?["$ref"]?.GetValue<string>().Split('/')[^1] is { } name
            && document["components"]!["schemas"]![name]!["additionalProperties"]?.ToString() == "false";

        operations
            .Where(operation =>
                operation.Description["responses"]!.AsObject().Any(response => IsClosed(response.Value!["content"]))
            )
            .Select(operation => operation.ToString())
            .ShouldBeEmpty();
        operations
            .Count(operation => IsClosed(operation.Description["requestBody"]?["content"]))
            .ShouldBeGreaterThan(80);
    }

    private static bool Lacks(JsonNode? described) =>
        string.IsNullOrWhiteSpace(described?["description"]?.GetValue<string>());

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        using var client = new HttpClient { BaseAddress = platform.Http };
        var page = await client.GetStringAsync("/docs/");

        page.ShouldContain("name=\"viewport\"");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("src=\"//");
        foreach (var part in new[] { "scalar.js", "scalar.aspnetcore.js" })
            (await client.GetAsync($"/docs/{part}")).IsSuccessStatusCode.ShouldBeTrue(part);
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
            }
        )!;
        var complaints = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var all = told + await complaints;
        process.ExitCode.ShouldBe(0, all);
        // What npm and the program say of the machine's node is not about the document.
        return string.Join(
            '\n',
            all.Split('\n')
                .Where(line =>
                    !line.Contains("npm warn", StringComparison.Ordinal)
                    && !line.Contains("Deprecation warning", StringComparison.Ordinal)
                )
        );
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
