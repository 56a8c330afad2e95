using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>A partner in another language, with the protos, a host and an API key: nothing else of ours.</summary>
public sealed class PartnerTests(RunningPlatform platform)
{
    private const string Source = "partner";

    [Fact]
    public async Task With_a_key_it_lists_accounts_streams_events_and_reads_a_score()
    {
        using var ops = await platform.ClientAsync("ops");
        await Company.ImportAccountsAsync(platform, ops, Source, accounts: 2);
        await Company.DescribeFeaturesAsync(ops);

        var result = await RunAsync(await KeyAsync(ops, "accounts:read", "usage:write", "scores:read"));

        result.TryGetProperty("error", out _).ShouldBeFalse(result.ToString());
        result.GetProperty("accounts").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        result.GetProperty("accepted").GetInt64().ShouldBe(10_000);
        result.GetProperty("rejected").GetInt64().ShouldBe(0);
        result.TryGetProperty("score", out var score).ShouldBeTrue(result.ToString());
        score.GetDouble().ShouldBeInRange(0, 100);
    }

    [Fact]
    public async Task Without_a_key_it_is_unauthenticated()
    {
        var result = await RunAsync("-");

        result.GetProperty("error").GetString().ShouldBe("UNAUTHENTICATED", result.ToString());
    }

    [Fact]
    public async Task With_a_wrong_scope_permission_is_denied()
    {
        using var ops = await platform.ClientAsync("ops");

        var result = await RunAsync(await KeyAsync(ops, "usage:write"));

        result.GetProperty("error").GetString().ShouldBe("PERMISSION_DENIED", result.ToString());
        result.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("accounts:read");
    }

    private static async Task<string> KeyAsync(HttpClient ops, params string[] scopes)
    {
        var answer = await ops.PostAsJsonAsync("/v1/api-keys", new { name = "end-to-end partner", scopes });
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    private async Task<JsonElement> RunAsync(string key, [CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "partner");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) await RunAsync("npm", folder, "ci", "--no-audit", "--no-fund");
        var protos = Path.GetFullPath(Path.Combine(folder, "../../../shared/Protos"));
        var output = await RunAsync("node", folder, "partner.mjs", platform.Grpc, protos, key, $"{Source}:a-0");
        return JsonDocument.Parse(output).RootElement.Clone();
    }

    private static async Task<string> RunAsync(string command, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{command} {string.Join(' ', arguments)}: {await errors}");
        return output;
    }
}
