namespace Platform.Gateway.Routing;

/// <summary>Finds the line of the route table for a path without allocating: by its second segment, then in order.</summary>
public static class RouteFinder
{
    private static readonly Dictionary<string, PublicRoute[]> BySecondSegment = RouteTable.Rest
        .GroupBy(route => route.Segments[1], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private static readonly Dictionary<string, PublicRoute[]>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        BySecondSegment.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The route of <paramref name="path"/>, or null where nothing is published under it.</summary>
    public static PublicRoute? Find(ReadOnlySpan<char> path)
    {
        const string version = "/v1/";
        if (!path.StartsWith(version, StringComparison.Ordinal)) return null;

        var rest = path[version.Length..];
        var end = rest.IndexOf('/');
        if (!Lookup.TryGetValue(end < 0 ? rest : rest[..end], out var candidates)) return null;

        foreach (var candidate in candidates)
            if (candidate.Matches(path)) return candidate;
        return null;
    }

    /// <summary>The service of a gRPC path such as <c>/platform.scoring.v1.Usage/Stream</c>, or null.</summary>
    public static string? FindGrpc(string path)
    {
        var end = path.IndexOf('/', 1);
        if (end < 0) return null;

        var package = path.LastIndexOf('.', end);
        return package > 1 ? RouteTable.Grpc.GetValueOrDefault(path[1..package]) : null;
    }
}
