using System.CommandLine;
using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Imports;
using Platform.Cli.Portfolio;
using Platform.Cli.Simulation.Sample;
using Platform.Simulator;
using Platform.Simulator.Files;

namespace Platform.Cli.Simulation;

internal static class LoadSampleCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        // Sized so that the first start of the platform stays well under a minute.
        var company = new SimulationArguments(accounts: 200, days: 120, scale: 0.5);
        var onlyIfEmpty = new Option<bool>("--if-empty")
        {
            Description = "Do nothing if the platform has accounts already.",
        };
        var command = new Command(
            "load-sample",
            """
            Simulates a small company whose history ends now, imports it through the public API, and tells what people
            did with it: plans, onboardings, reviews, surveys, risks and the rest, so that no page of a new platform is
            empty.

            Example: ./platform load-sample
            """
        )
        {
            onlyIfEmpty,
        };
        company.AddTo(command);
        gateway.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                using var client = gateway.Connect(parsed);
                var output = parsed.InvocationConfiguration.Output;
                var isNew = (await client.GetAsync<PortfolioPage>("v1/portfolio?limit=1", ct)).Items.Count == 0;
                if (!isNew && parsed.GetValue(onlyIfEmpty))
                    await output.WriteLineAsync("The platform has accounts already; no sample loaded.");
                else
                    return await LoadAsync(client, company.Company(parsed, TimeProvider.System), isNew, output, ct);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task<int> LoadAsync(
        GatewayClient client,
        SoftwareCompany company,
        bool isNew,
        TextWriter output,
        CancellationToken ct
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        var directory = Directory.CreateTempSubdirectory("platform-sample-");
        try
        {
            var history = directory.CreateSubdirectory("history").FullName;
            var written = await CompanyFiles.WriteAsync(company, history, FileFormat.Ndjson, ct: ct);
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Simulated a company: {written.Sum(file => file.Rows):#,0} rows in {written.Count} files."
                )
            );
            // The sample tells answers itself, with words.
            File.Delete(Path.Combine(history, "nps-answers.ndjson"));
            if (isNew)
                await MeetContactsAsync(client, company, directory, history, output, ct);
            (
                await new RunImport(
                    client,
                    new ImportOptions(history, "simulator"),
                    output,
                    TimeProvider.System
                ).RunAsync(ct)
            ).Dispose();
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        var isComplete = await new LoadSampleStory(client, company, output).RunAsync(ct);
        await WaitForScores.RunAsync(client, ct);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Sample loaded in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."
            )
        );
        return isComplete ? ExitCode.Done : ExitCode.RowsRefused;
    }

    /// <summary>First the people as they were months ago, so that the import that follows shows who has left
    /// since.</summary>
    private static async Task MeetContactsAsync(
        GatewayClient client,
        SoftwareCompany company,
        DirectoryInfo directory,
        string history,
        TextWriter output,
        CancellationToken ct
    )
    {
        var start = directory.CreateSubdirectory("start").FullName;
        File.Copy(Path.Combine(history, "accounts.ndjson"), Path.Combine(start, "accounts.ndjson"));
        await using (var contacts = File.Create(Path.Combine(start, "contacts.ndjson")))
            await SimulatedFile.ContactsAtTheStart.WriteAsync(company, FileFormat.Ndjson, contacts, ct);
        (
            await new RunImport(client, new ImportOptions(start, "simulator"), output, TimeProvider.System).RunAsync(ct)
        ).Dispose();
    }
}
