using System.CommandLine;
using Platform.Cli.Gateway;

namespace Platform.Cli.Backups;

internal static class BackupCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("directory") { Description = "A new or empty directory." };
        var wait = new Option<int>("--wait")
        {
            Description =
                "Seconds after which it gives up where no such instant comes; changes wait or are refused "
                + "for as long.",
            DefaultValueFactory = _ => 60,
        };
        wait.Validators.Add(result =>
        {
            if (result.GetValue(wait) is < 10 or > 3_600)
                result.AddError("--wait is from 10 to 3600 seconds.");
        });
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
            wait,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var running = RunningInstallation.Get();
                await new TakeBackup(
                    running,
                    RunningInstallation.DataDirectory()!,
                    parsed.InvocationConfiguration.Output
                ).RunAsync(
                    Path.GetFullPath(parsed.GetValue(directory)!),
                    TimeSpan.FromSeconds(parsed.GetValue(wait)),
                    ct
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
