using System.CommandLine;

namespace Platform.Cli.Backups;

internal static class RestoreCommand
{
    public static Command Create()
    {
        var backup = new Argument<string>("backup") { Description = "A directory made by ./platform backup." };
        var data = new Option<string>("--data")
        {
            Description = "The data directory to be made; new or empty.",
            Required = true,
        };
        var command = new Command(
            "restore",
            """
            Makes a data directory from a backup, on this machine or another, beside others or alone. It is another
            installation with the same data; ./platform up --data DIR starts it.

            Example: ./platform restore /backups/monday --data /srv/platform
            """
        )
        {
            backup,
            data,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await new RestoreBackup(
                    Path.GetFullPath(parsed.GetValue(backup)!),
                    Path.GetFullPath(parsed.GetValue(data)!),
                    parsed.InvocationConfiguration.Output
                ).RunAsync(ct);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
