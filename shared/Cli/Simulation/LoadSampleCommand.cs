using System.CommandLine;
using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Imports;
using Platform.Cli.Portfolio;
using Platform.Simulator.Files;

namespace Platform.Cli.Simulation;

internal static class LoadSampleCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        // Sized so that the first start of the platform stays well under a minute.
        var company = new SimulationArguments(accounts: 200, days: 120, scale: 0.5);
        var onlyIfEmpty = new Option<bool>("--if-empty") { Description = "Do nothing if the platform has accounts already." };
        var command = new Command(
            "load-sample",
            """
            Simulates a small company whose history ends now and imports it through the public API: what a new platform shows.

            Example: ./platform load-sample
            """)
        {
            onlyIfEmpty,
        };
        company.AddTo(command);
        gateway.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var client = gateway.Connect(parsed);
            if (parsed.GetValue(onlyIfEmpty) && (await client.GetAsync<PortfolioPage>("v1/portfolio?limit=1", ct)).Items.Count > 0)
            {
                await output.WriteLineAsync("The platform has accounts already; no sample loaded.");
                return ExitCode.Done;
            }

            var started = TimeProvider.System.GetTimestamp();
            var directory = Directory.CreateTempSubdirectory("platform-sample-");
            try
            {
                var written = await CompanyFiles.WriteAsync(company.Company(parsed, TimeProvider.System), directory.FullName, FileFormat.Ndjson, ct: ct);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Simulated a company: {written.Sum(file => file.Rows):#,0} rows in {written.Count} files."));
                using var defects = await new RunImport(client, new ImportOptions(directory.FullName, "simulator"), output, TimeProvider.System).RunAsync(ct);
            }
            finally
            {
                directory.Delete(recursive: true);
            }

            await WaitForScores.RunAsync(client, ct);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Sample loaded in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
            return ExitCode.Done;
        });
        return command;
    }
}
