using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Platform.Gateway.Routing;

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
        gateway.Upstreams[ServiceNames.Accounts].Answer = context =>
            context.Response.WriteAsync(context.Request.Path == "/v1/portfolio" ? Portfolio : Document);

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

    private const string Portfolio = """
        {"items":[{"name":"Acme of the client","band":"red","arr":{"amount":"1000000.00","currency":"EUR"},
          "drivers":[{"label":"Days since last activity"}]}]}
        """;

    /// <summary>What accounts says of its portfolio, as far as the client reads it.</summary>
    private const string Document = """
        {"openapi":"3.1.1","info":{"title":"accounts","version":"1"},"paths":{"/v1/portfolio":{"get":{
          "operationId":"ListPortfolio",
          "parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}}],
          "responses":{"200":{"description":"OK","content":{"application/json":{"schema":{
            "type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
              "$ref":"#/components/schemas/PortfolioItem"}}}}}}}}}}},
          "components":{"schemas":{"PortfolioItem":{
            "type":"object","required":["name","band","arr","drivers"],
            "properties":{"name":{"type":"string"},"band":{"type":"string"},
              "arr":{"type":"object","required":["amount"],"properties":{"amount":{"type":"string"}}},
              "drivers":{"type":"array","items":{
                "type":"object","properties":{"label":{"type":"string"}}}}}}}}}
        """;

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
