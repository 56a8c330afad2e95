using System.Diagnostics;

namespace Platform.EndToEnd.Tests;

/// <summary>A command of <c>./platform</c>, as the script passes it on.</summary>
internal static class PlatformCommand
{
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> RunAsync(RunningPlatform platform, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [RunningPlatform.Built("shared/Cli", "Platform.Cli.dll"), .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLATFORM_DATA_DIR"] = platform.Data;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}\n{output}\n{await errors}");
        return output;
    }
}
