using System.Reflection;

namespace Platform.ServiceDefaults;

/// <summary>Which service this process is.</summary>
/// <param name="Name">The resource name, kebab-case: <c>health-scoring</c>. Database and queue names derive from
/// it.</param>
/// <param name="Assembly">The service's own assembly, where its migrations are embedded.</param>
public sealed record ServiceIdentity(string Name, Assembly Assembly)
{
    /// <summary>The connection string's name: <c>health_scoring</c>.</summary>
    public string DatabaseName => Name.Replace('-', '_');
}
