using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address that a resource offers.</summary>
public sealed class EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    : IResourceAnnotation
{
    public string Name { get; set; } = name ?? uriScheme ?? "tcp";

    public ProtocolType Protocol { get; set; } = protocol;

    public string UriScheme { get; set; } = uriScheme ?? "tcp";

    /// <summary>http, http2 or tcp: a note for publishers; here TCP is TCP.</summary>
    public string Transport { get; set; } = transport ?? uriScheme ?? "tcp";

    /// <summary>The port that others should find it on; null: any.</summary>
    public int? Port { get; set; } = port;

    public int? TargetPort { get; set; } = targetPort;

    public bool IsExternal { get; set; } = isExternal ?? false;

    public bool IsProxied { get; set; } = isProxied;

    internal string? PortVariable { get; set; }

    /// <summary>The port of each replica, known once the application starts.</summary>
    internal IReadOnlyList<int> AllocatedPorts { get; set; } = [];

    internal string AddressOf(int replica) => FormattableString.Invariant($"{UriScheme}://localhost:{AllocatedPorts[replica]}");
}

/// <summary>Refers to an address that is known only when the application runs.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName)
{
    public IResourceWithEndpoints Resource => owner;

    public string EndpointName => endpointName;

    public bool IsAllocated => Annotation.AllocatedPorts.Count > 0;

    public int Port => Annotation.AllocatedPorts[0];

    public string Host => "localhost";

    public string Scheme => Annotation.UriScheme;

    /// <summary>The first replica's address.</summary>
    public string Url => IsAllocated
        ? Annotation.AddressOf(0)
        : throw new InvalidOperationException($"The endpoint '{endpointName}' of '{owner.Name}' has no port before the application starts. Use it in WithEnvironment or WithReference.");

    private EndpointAnnotation Annotation => owner.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidOperationException($"'{owner.Name}' has no endpoint '{endpointName}'.");
}
