using Platform.LocalServers;

namespace Platform.TestKit;

/// <summary>Servers of this test process alone: started at the first use, stopped and forgotten when it ends, however
/// it ends.</summary>
internal static class OwnServers
{
    /// <summary>Gives how to reach them, by the names that <see cref="Servers"/> reads.</summary>
    internal static Func<string, string?> Start()
    {
        var directory = Directory.CreateTempSubdirectory("platform-test-").FullName;
        var servers = LocalServerSet.StartAllAsync(directory).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            servers.DisposeAsync().AsTask().GetAwaiter().GetResult();
            ServerDirectory.DeleteAsync(directory).GetAwaiter().GetResult();
        };
        var variables = servers.TestVariables().ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        return variables.GetValueOrDefault;
    }
}
