using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Running;

/// <summary>The first look: the sample company on a new installation, the book by what is at risk, and where everything
/// is.</summary>
internal sealed class Welcome(Installation installation, Running running)
{
    /// <summary>Exit code of the command line tool: it got through, and some of it was refused.</summary>
    private const int RowsRefused = 3;

    internal async Task SayAsync(IConfiguration settings, CancellationToken ct)
    {
        if (!settings.GetValue("Welcome", true))
            return;

        if (settings.GetValue("Sample", true))
            await LoadSampleOnceAsync(ct);
        await RunAsync(["portfolio"], ct);

        await Console.Out.WriteLineAsync(
            $"""

            Workspace  {running.Workspace}   (pick a person of the sample company)
            REST       {running.Http}/v1   (all of it: {running.Http}/docs)
            gRPC       {running.Grpc}
            Dashboard  {running.Dashboard ?? "none (--no-dashboard)"}
            Data       {installation.Data}   (logs: {installation.In("logs")})
            Next       ./platform token, ./platform import PATH, ./platform help. Ctrl-C stops everything.
            """
        );
    }

    /// <summary>
    /// A sample of which some calls were refused counts as loaded, or each start would load it again; it is noted, and
    /// said at each start until somebody loads it whole.
    /// </summary>
    private async Task LoadSampleOnceAsync(CancellationToken ct)
    {
        var loaded = installation.In("sample-loaded");
        if (File.Exists(loaded))
        {
            if (await File.ReadAllTextAsync(loaded, ct) is { Length: > 0 } note)
                await Console.Error.WriteLineAsync(note);
            return;
        }

        await Console.Out.WriteLineAsync("First start: loading the sample ...");
        switch (await RunAsync(["load-sample"], ct))
        {
            case 0:
                await File.WriteAllTextAsync(loaded, "", ct);
                break;
            case RowsRefused:
                var note =
                    $"Parts of the sample were refused when it was loaded on "
                    + $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC. It is not loaded again by itself: "
                    + $"./platform load-sample does it; then delete {loaded}.";
                await File.WriteAllTextAsync(loaded, note, ct);
                await Console.Error.WriteLineAsync(note);
                break;
            default:
                await Console.Error.WriteLineAsync(
                    "The sample could not be loaded; the platform runs all the same. Again: ./platform load-sample"
                );
                break;
        }
    }

    /// <summary>Runs a command of the command line tool, which prints for itself.</summary>
    /// <returns>Its exit code.</returns>
    private async Task<int> RunAsync(string[] arguments, CancellationToken ct)
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
            return command.ExitCode;
        }
        catch (OperationCanceledException)
        {
            command.Kill();
            throw;
        }
    }
}
