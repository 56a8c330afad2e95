using System.CommandLine;
using Platform.Cli.Gateway;

namespace Platform.Cli.Backups;

internal static class BackupCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("directory") { Description = "A new or empty directory." };
        var command = new Command(
            "backup",
            """
            Copies a running installation: all databases, the keys and the broker's definitions, of one instant. Changes
            wait until that instant is found (some seconds), reads go on.

            Example: ./platform backup /backups/monday
            """
        )
        {
            directory,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var running = RunningInstallation.Get();
                await new TakeBackup(
                    running,
                    RunningInstallation.DataDirectory()!,
                    parsed.InvocationConfiguration.Output
                ).RunAsync(Path.GetFullPath(parsed.GetValue(directory)!), ct);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
