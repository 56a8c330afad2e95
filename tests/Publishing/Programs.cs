using System.Diagnostics;

namespace Platform.Publishing.Tests;

internal static class Programs
{
    /// <summary>
    /// Runs a program to its end and returns what it printed; fails with all of it where the program did.
    /// </summary>
    public static async Task<string> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        Dictionary<string, string>? variables = null
    )
    {
        var (exitCode, printed, complained) = await TryAsync(program, arguments, folder, variables);
        exitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{printed}\n{complained}");
        return printed;
    }

    public static async Task<(int ExitCode, string Printed, string Complained)> TryAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        Dictionary<string, string>? variables = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables ?? [])
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException tooLong)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not come to an end.", tooLong);
        }

        return (process.ExitCode, await printed, await complained);
    }
}
