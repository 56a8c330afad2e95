using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>Whoever builds on the API generates a client from its document; the generators that .NET people use have to
/// make one that compiles.</summary>
public sealed class GeneratedClientTests(RunningPlatform platform)
{
    [Fact]
    public async Task Clients_of_NSwag_and_Kiota_compile_and_read_the_same_accounts()
    {
        var folder = Path.Combine(Here(), "../../GeneratedClients");
        var generated = Path.Combine(folder, "generated");
        if (Directory.Exists(generated))
            Directory.Delete(generated, recursive: true);
        Directory.CreateDirectory(generated);
        using var ops = await platform.ClientAsync("ops", "generated-clients");
        var created = await ops.PostAsJsonAsync("/v1/accounts", new { name = "Acme of the generated clients" });
        created.IsSuccessStatusCode.ShouldBeTrue(await created.Content.ReadAsStringAsync());
        var document = (await PublicOperation.ReadAsync(ops)).Document.ToJsonString();
        await File.WriteAllTextAsync(Path.Combine(generated, "openapi.json"), document);

        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "PlatformClient",
            GenerateOptionalParameters = true,
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            CSharpGeneratorSettings =
            {
                Namespace = "Platform.Clients.NSwag",
                JsonLibrary = CSharpJsonLibrary.SystemTextJson,
            },
        };
        var client = new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
        await File.WriteAllTextAsync(Path.Combine(generated, "NSwag.cs"), client);

        await RunAsync(folder, "dotnet", "tool", "restore");
        await RunAsync(
            folder,
            "dotnet",
            "kiota",
            "generate",
            "--language",
            "csharp",
            "--openapi",
            "generated/openapi.json",
            "--output",
            "generated/kiota",
            "--namespace-name",
            "Platform.Clients.Kiota",
            "--class-name",
            "PlatformClient",
            "--exclude-backward-compatible"
        );

        await RunAsync(folder, "dotnet", "build", "-c", "Release", "-v", "q", "--nologo");
        var token = ops.DefaultRequestHeaders.Authorization!.Parameter!;
        var lines = (
            await RunAsync(
                folder,
                "dotnet",
                "run",
                "-c",
                "Release",
                "--no-build",
                "--",
                platform.Http.ToString(),
                token
            )
        ).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("NSwag: ");
        lines[1]["Kiota: ".Length..].ShouldBe(lines[0]["NSwag: ".Length..]);
        lines[0].Length.ShouldBeGreaterThan("NSwag: ".Length);
    }

    [Fact]
    public async Task Every_parameter_and_property_says_what_it_is()
    {
        using var client = new HttpClient { BaseAddress = platform.Http };
        var (operations, document) = await PublicOperation.ReadAsync(client);
        document["servers"]!
            .AsArray()
            .Select(server => server!["url"]!.GetValue<string>())
            .ShouldBe([platform.Http.ToString().TrimEnd('/')]);

        var silent = operations
            .SelectMany(operation =>
                (operation.Description["parameters"]?.AsArray() ?? [])
                    .Where(parameter => Lacks(parameter!["schema"]))
                    .Select(parameter => $"{operation}: {parameter!["name"]}")
            )
            .ToList();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            Collect(schema!, name, silent);
        silent.ShouldBeEmpty(string.Join('\n', silent));
    }

    private static void Collect(JsonNode schema, string path, List<string> silent)
    {
        if (Lacks(schema))
            silent.Add(path);
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
            Collect(property!, $"{path}.{name}", silent);
        if (schema["items"] is { } items)
            Collect(items, $"{path}[]", silent);
        if (schema["additionalProperties"] is JsonObject values)
            Collect(values, $"{path}{{}}", silent);
    }

    private static bool Lacks(JsonNode? schema) =>
        schema is not JsonObject described
        || !(
            described.ContainsKey("type")
            || described.ContainsKey("$ref")
            || described.ContainsKey("oneOf")
            || described.ContainsKey("enum")
        );

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                Environment =
                {
                    ["KIOTA_CLI_TELEMETRY_OPTOUT"] = "true",
                    ["KIOTA_OFFLINE_ENABLED"] = "true",
                    ["KIOTA_TUTORIAL_ENABLED"] = "false",
                    ["DOTNET_NOLOGO"] = "true",
                    ["MSBUILDDISABLENODEREUSE"] = "1",
                },
            }
        )!;
        var complaints = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(
            0,
            $"{program} {string.Join(' ', arguments)}: {told[..Math.Min(told.Length, 8_000)]} {await complaints}"
        );
        return told;
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
