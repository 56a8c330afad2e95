using System.CommandLine;
using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Simulator.Files;
using Platform.Simulator.Live;

namespace Platform.Cli.Simulation;

internal static class SimulateCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        var company = new SimulationArguments(accounts: 200, days: 365);
        var directory = new Option<string?>("--out") { Description = "Directory to write the company's files to." };
        var format = new Option<FileFormat>("--format")
        {
            Description = "ndjson or csv.",
            DefaultValueFactory = _ => FileFormat.Ndjson,
        };
        var live = new Option<bool>("--live")
        {
            Description = "Drive the platform with events as they would happen now, until stopped.",
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Live: events per second.",
            DefaultValueFactory = _ => 100,
        };
        var duration = new Option<int?>("--seconds") { Description = "Live: stop after so long." };
        var events = new Option<long?>("--events") { Description = "Live: stop after so many distinct events." };
        var batch = new Option<int>("--batch")
        {
            Description = "Live: events per batch, 1 to 1000.",
            DefaultValueFactory = _ => 500,
        };
        var repeated = new Option<double>("--repeated")
        {
            Description = "Live: share of batches that are sent twice.",
            DefaultValueFactory = _ => 0.0,
        };
        var late = new Option<double>("--late")
        {
            Description = "Live: share of events that come up to 30 days late.",
            DefaultValueFactory = _ => 0.0,
        };
        var command = new Command(
            "simulate",
            """
            Simulates a software company: accounts, contacts, subscriptions, users, tickets, usage, and stories of which
            the truth is known. Writes it to files, or drives a running platform with it. The same seed gives the same
            company.

            Example: ./platform simulate --out company --accounts 500 --days 730 --end 2026-06-30
            Example: ./platform simulate --live --rate 2000 --repeated 0.05 --late 0.1
            """
        )
        {
            directory,
            format,
            live,
            rate,
            duration,
            events,
            batch,
            repeated,
            late,
        };
        company.AddTo(command);
        gateway.AddTo(command);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(directory) is not null) == result.GetValue(live))
                result.AddError("Give either --out DIR to write files or --live to drive a running platform.");
        });
        Check(batch, value => value is >= 1 and <= 1_000, "--batch lies between 1 and 1000.");
        Check(rate, value => value >= 1, "--rate is at least 1.");
        Check(repeated, value => value is >= 0 and <= 1, "--repeated is a share between 0 and 1.");
        Check(late, value => value is >= 0 and <= 1, "--late is a share between 0 and 1.");
        command.SetAction(
            async (parsed, ct) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                var simulated = company.Company(parsed, TimeProvider.System);
                if (parsed.GetValue(directory) is { } target)
                {
                    await CompanyFiles.WriteAsync(
                        simulated,
                        target,
                        parsed.GetValue(format),
                        (file, rows) =>
                            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {rows:#,0} rows")),
                        ct
                    );
                    return ExitCode.Done;
                }

                using var client = gateway.Connect(parsed);
                var traffic = new TrafficOptions
                {
                    BatchSize = parsed.GetValue(batch),
                    RepeatedBatches = parsed.GetValue(repeated),
                    LateEvents = parsed.GetValue(late),
                };
                var limits = new LiveLimits(parsed.GetValue(rate), parsed.GetValue(duration), parsed.GetValue(events));
                var rejected = await new DriveLive(
                    client,
                    new LiveTraffic(simulated, traffic, TimeProvider.System),
                    limits,
                    output
                ).RunAsync(ct);
                return rejected == 0 ? ExitCode.Done : ExitCode.RowsRefused;
            }
        );
        return command;
    }

    private static void Check<T>(Option<T> option, Func<T, bool> isRight, string otherwise) =>
        option.Validators.Add(result =>
        {
            if (!isRight(result.GetValueOrDefault<T>()))
                result.AddError(otherwise);
        });
}
