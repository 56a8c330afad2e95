using System.Text.Json;
using Platform.Cli.Gateway;

namespace Platform.Cli.Status;

/// <summary>What a started platform wrote down about itself (<c>state.json</c> in its data directory).</summary>
public sealed record RunningPlatform(int? HostProcessId, IReadOnlyList<RunningProcess> Processes)
{
    /// <summary>Names the data directory where it is not <c>.data</c> of the repository.</summary>
    public const string Variable = "PLATFORM_DATA_DIR";

    public string? Gateway => Processes.FirstOrDefault(process => process.Resource == "gateway")?.HttpAddress;

    public static RunningPlatform? Find() => FindFile("state.json") is { } file ? Read(File.ReadAllText(file)) : null;

    /// <summary>Connection strings by name (<c>rabbitmq</c>, <c>rabbitmq-management</c>, one per database); empty where nothing runs.</summary>
    public static IReadOnlyDictionary<string, string> Connections() =>
        FindFile("connections.json") is { } file
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file), GatewayClient.Json)!
            : new Dictionary<string, string>();

    /// <summary>A file of the data directory: that of PLATFORM_DATA_DIR, else <c>.data</c> here or in a directory above.</summary>
    public static string? FindFile(string name)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Existing(Path.Combine(named, name));
        for (var directory = new DirectoryInfo(Directory.GetCurrentDirectory()); directory is not null; directory = directory.Parent)
        {
            if (Existing(Path.Combine(directory.FullName, ".data", name)) is { } file)
                return file;
        }

        return null;
    }

    /// <summary>Null where the text is not a state: of another version, or nothing at all.</summary>
    public static RunningPlatform? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningPlatform>(json, GatewayClient.Json) is { Processes: not null } running ? running : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Existing(string file) => File.Exists(file) ? file : null;
}

/// <param name="Name">The process, as in <c>scoring-2</c>; <paramref name="Resource"/> is what it is a replica of.</param>
/// <param name="State">waiting, starting, healthy, unhealthy, crashed, stopping or stopped.</param>
/// <param name="Addresses">By the endpoint's name: <c>http</c>, <c>grpc</c>, <c>tcp</c>.</param>
public sealed record RunningProcess(
    string Name, string Resource, string Kind, string State, int? ProcessId, int Restarts, IReadOnlyDictionary<string, string>? Addresses, string? Log)
{
    public string? HttpAddress =>
        Addresses is null ? null
        : Addresses.TryGetValue("http", out var http) ? http
        : Addresses.Values.FirstOrDefault(address => address.StartsWith("http", StringComparison.Ordinal));
}
