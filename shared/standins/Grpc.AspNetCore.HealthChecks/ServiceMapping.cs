using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A health check that may speak for a service.</summary>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    public string Name { get; } = name;

    public IEnumerable<string> Tags { get; } = tags;
}

/// <summary>The health checks that speak for one service.</summary>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
{
    public string Name { get; } = name;

    internal Func<HealthCheckMapContext, bool> Predicate { get; } = predicate;
}

/// <summary>One mapping per service name; the empty name is the server as a whole.</summary>
public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> _byName = new(StringComparer.Ordinal);

    public int Count => _byName.Count;

    /// <summary>Maps the service to the health checks that the predicate accepts, instead of those it was mapped to before.</summary>
    public void MapService(string name, Func<HealthCheckMapContext, bool> predicate) => _byName[name] = new ServiceMapping(name, predicate);

    public void Add(ServiceMapping mapping) => _byName[mapping.Name] = mapping;

    public bool Remove(string name) => _byName.Remove(name);

    public void Clear() => _byName.Clear();

    public bool TryGetServiceMapping(string name, [NotNullWhen(true)] out ServiceMapping? serviceMapping) => _byName.TryGetValue(name, out serviceMapping);

    public IEnumerator<ServiceMapping> GetEnumerator() => _byName.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
