using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Processes;

/// <summary>How a server resource is run here; the packages of the servers add it.</summary>
/// <param name="create">Makes the server for a data directory of its own.</param>
/// <param name="afterStart">What has to be there before others may use it, such as databases.</param>
public sealed class LocalServerAnnotation(Func<string, LocalServer> create, Func<LocalServer, CancellationToken, Task>? afterStart = null) : IResourceAnnotation
{
    /// <summary>Null before the application starts.</summary>
    public LocalServer? Server { get; private set; }

    internal LocalServer Create(string directory) => Server = create(directory);

    internal Task AfterStartAsync(CancellationToken ct) => afterStart?.Invoke(Server!, ct) ?? Task.CompletedTask;
}
