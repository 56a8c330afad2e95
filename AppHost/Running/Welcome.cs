using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Running;

/// <summary>The first look: the sample company on a new installation, the book by what is at risk, and where everything
/// is.</summary>
internal sealed class Welcome(Installation installation, Running running)
{
    internal async Task SayAsync(IConfiguration settings, CancellationToken ct)
    {
        if (!settings.GetValue("Welcome", true))
            return;

        var loaded = installation.In("sample-loaded");
        if (settings.GetValue("Sample", true) && !File.Exists(loaded))
        {
            await Console.Out.WriteLineAsync("First start: loading the sample ...");
            if (await RunAsync(["load-sample"], ct))
                await File.WriteAllTextAsync(loaded, "", ct);
            else
                await Console.Error.WriteLineAsync(
                    "The sample could not be loaded; the platform runs all the same. Again: ./platform load-sample"
                );
        }

        await RunAsync(["portfolio"], ct);

        await Console.Out.WriteLineAsync(
            $"""

            REST       {running.Http}/v1   (all of it: {running.Http}/docs)
            gRPC       {running.Grpc}
            Dashboard  {running.Dashboard ?? "none (--no-dashboard)"}
            Data       {installation.Data}   (logs: {installation.In("logs")})
            Next       ./platform token, ./platform import PATH, ./platform help. Ctrl-C stops everything.
            """
        );
    }

    /// <summary>Runs a command of the command line tool, which prints for itself.</summary>
    private async Task<bool> RunAsync(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [BuiltProject.Assembly(new Projects.Cli().ProjectPath), .. arguments]
        )
        {
            UseShellExecute = false,
        };
        start.Environment["PLATFORM_DATA_DIR"] = installation.Data;
        using var command = Process.Start(start)!;
        try
        {
            await command.WaitForExitAsync(ct);
            return command.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            command.Kill();
            throw;
        }
    }
}
