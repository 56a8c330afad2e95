using Platform.LocalServers;

namespace Aspire.Hosting.Processes;

/// <summary>Where an instance keeps everything: <c>PLATFORM_DATA_DIR</c>, or <c>.data</c> next to the AppHost's directory.</summary>
internal sealed class DataDirectory(string root)
{
    internal string Root => root;

    internal string Logs => Path.Combine(root, "logs");

    internal string Run => Path.Combine(root, "run");

    internal string State => Path.Combine(root, "state.json");

    internal string Connections => Path.Combine(root, "connections.json");

    internal static DataDirectory Of(IDistributedApplicationBuilder builder) =>
        new(Path.GetFullPath(builder.Configuration["PLATFORM_DATA_DIR"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data")));

    /// <summary>Exists while everything has been started and runs.</summary>
    internal string Endpoints => Path.Combine(root, "endpoints");

    internal string LogOf(string process) => Path.Combine(Logs, process + ".log");

    /// <summary>A generated value that stays the same from start to start, in a file of mode 0600.</summary>
    internal static string KeptParameter(IDistributedApplicationBuilder builder, string name, Func<string> generate)
    {
        var directory = Path.Combine(Of(builder).Root, "secrets");
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, name);
        if (!File.Exists(file)) Secret.WritePrivateAsync(file, generate()).GetAwaiter().GetResult();
        return File.ReadAllText(file).Trim();
    }
}
