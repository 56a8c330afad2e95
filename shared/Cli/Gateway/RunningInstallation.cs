using System.Text.Json;

namespace Platform.Cli.Gateway;

/// <summary>What a running installation wrote down about itself: <c>running.json</c> in its data directory.</summary>
/// <param name="Installation">Its id, which its gateway answers too: <see cref="InstallationCheck"/>.</param>
/// <param name="Http">The gateway's address for REST.</param>
/// <param name="Connections">Connection strings: rabbitmq, rabbitmq-management, redis, and one per database.</param>
public sealed record RunningInstallation(
    string Installation,
    string Http,
    IReadOnlyDictionary<string, string> Connections
)
{
    /// <summary>Names the data directory where it is not <c>.data</c> of the repository.</summary>
    public const string Variable = "PLATFORM_DATA_DIR";

    /// <summary>That of PLATFORM_DATA_DIR, else of <c>.data</c> here or in a directory above; null when none
    /// runs.</summary>
    public static RunningInstallation? Find() =>
        DataDirectory() is { } data && Path.Combine(data, "running.json") is var file && File.Exists(file)
            ? Read(File.ReadAllText(file))
            : null;

    /// <exception cref="CommandFailedException">Nothing runs; the text says what to do.</exception>
    public static RunningInstallation Get() =>
        Find()
        ?? throw new CommandFailedException(
            $"No running platform found in {DataDirectory() ?? ".data here or above"}. "
                + "Start it with ./platform up, name its data directory in PLATFORM_DATA_DIR, or another gateway "
                + "with --gateway."
        );

    /// <summary>The data directory, whether anything runs on it or not; null where there is none.</summary>
    public static string? DataDirectory()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Path.GetFullPath(named);
        for (
            var directory = new DirectoryInfo(Directory.GetCurrentDirectory());
            directory is not null;
            directory = directory.Parent
        )
        {
            if (Path.Combine(directory.FullName, ".data") is var data && Directory.Exists(data))
                return data;
        }

        return null;
    }

    /// <summary>Null where the text is none: of another version, or nothing at all.</summary>
    public static RunningInstallation? Read(string json)
    {
        try
        {
            var running = JsonSerializer.Deserialize<RunningInstallation>(json, GatewayClient.Json);
            return running is { Installation: not null, Http: not null, Connections: not null } ? running : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
