using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Platform.Engagement.Tests.InApp;

/// <summary>The SDK's modules are JavaScript whose types stand in their comments; a compiler checks them.</summary>
public sealed class SdkTypesTests
{
    [Fact]
    public async Task The_modules_types_hold()
    {
        if (!File.Exists("/usr/bin/node") && !File.Exists("/usr/local/bin/node"))
            Assert.Skip("node is not installed; the types are not checked.");
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "typescript");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        await RunAsync(folder, "npx", "tsc", "-p", ".");
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
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
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
