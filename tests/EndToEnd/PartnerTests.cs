using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>Partners with the protos, a host and an API key, nothing else of ours: the worked examples in TypeScript
/// and in C#.</summary>
public sealed class PartnerTests(RunningPlatform platform)
{
    private const string Source = "partner";

    [Theory]
    [InlineData("TypeScript")]
    [InlineData("C#")]
    public async Task With_a_key_it_lists_accounts_streams_events_and_reads_a_score(string language)
    {
        using var ops = await platform.ClientAsync("ops");
        await Company.ImportAccountsAsync(platform, ops, Source, accounts: 2);
        await Company.DescribeFeaturesAsync(ops);

        var result = await PartnerAsync(language, await KeyAsync(ops, "accounts:read", "usage:write", "scores:read"));

        result.TryGetProperty("error", out _).ShouldBeFalse(result.ToString());
        result.GetProperty("accounts").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        result.GetProperty("accepted").GetInt64().ShouldBe(10_000);
        result.GetProperty("rejected").GetInt64().ShouldBe(0);
        result.TryGetProperty("score", out var score).ShouldBeTrue(result.ToString());
        score.GetDouble().ShouldBeInRange(0, 100);
    }

    [Theory]
    [InlineData("TypeScript")]
    [InlineData("C#")]
    public async Task Without_a_key_it_is_unauthenticated(string language)
    {
        var result = await PartnerAsync(language, "-");

        result
            .GetProperty("error")
            .GetString()
            .ShouldNotBeNull()
            .Replace("_", "", StringComparison.Ordinal)
            .ToUpperInvariant()
            .ShouldBe("UNAUTHENTICATED", result.ToString());
    }

    [Theory]
    [InlineData("TypeScript")]
    [InlineData("C#")]
    public async Task With_a_wrong_scope_permission_is_denied(string language)
    {
        using var ops = await platform.ClientAsync("ops");

        var result = await PartnerAsync(language, await KeyAsync(ops, "usage:write"));

        result
            .GetProperty("error")
            .GetString()
            .ShouldNotBeNull()
            .Replace("_", "", StringComparison.Ordinal)
            .ToUpperInvariant()
            .ShouldBe("PERMISSIONDENIED", result.ToString());
        result.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("accounts:read");
    }

    private static async Task<string> KeyAsync(HttpClient ops, params string[] scopes)
    {
        var answer = await ops.PostAsJsonAsync("/v1/api-keys", new { name = "end-to-end partner", scopes });
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    private async Task<JsonElement> PartnerAsync(string language, string key, [CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "partner");
        var account = $"{Source}:a-0";
        if (language == "C#")
            return JsonDocument
                .Parse(
                    await RunAsync(
                        "dotnet",
                        folder,
                        RunningPlatform.Built("tests/PartnerInCSharp", "Platform.Partner.dll"),
                        $"http://{platform.Grpc}",
                        key,
                        account
                    )
                )
                .RootElement.Clone();

        if (!File.Exists("/usr/bin/node") && !File.Exists("/usr/local/bin/node"))
            Assert.Skip("node is not installed; the example in TypeScript is not tried.");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await RunAsync("npm", folder, "ci", "--no-audit", "--no-fund");
        await RunAsync("npx", folder, "tsc");
        var protos = Path.GetFullPath(Path.Combine(folder, "../../../shared/Protos"));
        return JsonDocument
            .Parse(await RunAsync("node", folder, "out/partner.js", platform.Grpc, protos, key, account))
            .RootElement.Clone();
    }

    private static async Task<string> RunAsync(string command, string folder, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{command} {string.Join(' ', arguments)}: {await errors}");
        return output;
    }
}
