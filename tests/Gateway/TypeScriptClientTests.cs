using System.Diagnostics;
using System.Runtime.CompilerServices;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

/// <summary>A frontend's path: types generated from the running gateway's document, compiled strictly, run against
/// it.</summary>
public sealed class TypeScriptClientTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_generated_client_compiles_and_reads_the_portfolio()
    {
        if (!File.Exists("/usr/bin/node") && !File.Exists("/usr/local/bin/node"))
            Assert.Skip("node is not installed; the generated client is not tried.");
        var account = Guid.CreateVersion7();
        await gateway.PublishAsync(
            Created(account, "Acme of the client"),
            Scored(account, 1, 10),
            Earned(account, 1, 1_000_000)
        );
        await TestKit.Eventually.HoldsAsync(
            () =>
                gateway.Database.ScalarAsync<bool>(
                    "select exists (select from portfolio_row where account_id = @account and revenue_version = 1)",
                    new { account }
                ),
            "the account is there"
        );

        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "typescript");
        using var client = gateway.Anonymous();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "openapi.json"),
            await client.GetStringAsync("/openapi/v1.json")
        );
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        await RunAsync(folder, "npm", "run", "generate");
        await RunAsync(folder, "npx", "tsc");
        (await RunAsync(folder, "node", "out/portfolio.js", gateway.Address.ToString().TrimEnd('/'))).ShouldContain(
            "Acme of the client\tred\t1000000.00\tDays since last activity"
        );
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
            }
        )!;
        var complaints = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {told} {await complaints}");
        return told;
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
