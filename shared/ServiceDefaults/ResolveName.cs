using System.Net;

namespace Platform.ServiceDefaults;

/// <summary>
/// Finds the addresses that a name leads to: the system's resolver, unless a test puts another in its place.
/// </summary>
public delegate Task<IPAddress[]> ResolveName(string host, CancellationToken ct);
