using System.CommandLine;
using Platform.Cli.Backups;
using Platform.Cli.DeadLetters;
using Platform.Cli.Imports;
using Platform.Cli.Portfolio;
using Platform.Cli.Simulation;
using Platform.Cli.Tokens;
using Platform.Cli.Training;

namespace Platform.Cli;

/// <summary>All commands. Exit codes: 0 done, 1 it could not be done, 2 the command line was wrong, 3 all rows of an
/// import were refused, or any under --strict, or events of live traffic.</summary>
public static class CommandLine
{
    public static RootCommand Create() =>
        new(
            """
            The Retention Platform's command line.

            The gateway is found by --gateway, else PLATFORM_GATEWAY, else what `./platform up` wrote down in its data
            directory; then its answers must be those of that installation. Commands that call it ask its development
            issuer for a token, unless PLATFORM_TOKEN holds one.
            """
        )
        {
            ImportCommand.Create(),
            SimulateCommand.Create(),
            LoadSampleCommand.Create(),
            PortfolioCommand.Create(),
            TrainCommand.Create(),
            TokenCommand.Create(),
            DeadLettersCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
        };

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter? output = null,
        TextWriter? errors = null
    )
    {
        errors ??= Console.Error;
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await errors.WriteLineAsync(error.Message);
            await errors.WriteLineAsync("Try --help.");
            return ExitCode.WrongCommandLine;
        }

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = errors };
            if (output is not null)
                invocation.Output = output;
            return await parsed.InvokeAsync(invocation);
        }
        catch (CommandFailedException failed)
        {
            await errors.WriteLineAsync(failed.Message);
            return failed.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped.");
            return ExitCode.Failed;
        }
    }
}
