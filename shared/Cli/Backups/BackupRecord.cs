namespace Platform.Cli.Backups;

/// <summary>What a backup says of itself. Written last: a directory without it is no backup.</summary>
/// <param name="Format">Of the directory; a restore knows its own and those before it.</param>
/// <param name="Installation">The id of the one that it was made of.</param>
/// <param name="At">The instant: what was acknowledged before is in it.</param>
/// <param name="Databases">By name; <c>NAME.dump</c> is each one's file.</param>
/// <param name="MessagesAside">How many messages lay aside in the broker's queues.</param>
internal sealed record BackupRecord(
    int Format,
    string Installation,
    DateTimeOffset At,
    IReadOnlyList<string> Databases,
    int MessagesAside
)
{
    public const int CurrentFormat = 1;

    public const string File = "backup.json";
    public const string Definitions = "rabbitmq-definitions.json";
    public const string Messages = "rabbitmq-messages.json";

    /// <summary>What stands in the data directory beside the servers' data and belongs to it: the key by which services
    /// know each other and secrets are sealed, and whether the sample was loaded.</summary>
    public static readonly IReadOnlyList<string> Files = ["format", "internal-token-key", "sample-loaded"];

    public static string DumpOf(string database) => $"{database}.dump";
}
