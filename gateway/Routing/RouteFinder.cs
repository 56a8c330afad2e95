namespace Platform.Gateway.Routing;

/// <summary>Finds the line of the route table for a path without allocating: by the segment that tells most, then in
/// order.</summary>
public static class RouteFinder
{
    private const string Version = "/v1/";

    private static readonly Dictionary<string, PublicRoute[]>.AlternateLookup<ReadOnlySpan<char>> Api = Index(
        RouteTable.Rest.Where(IsApi),
        segment: 1
    );

    /// <summary>Pages for people, which links lead to, have no version.</summary>
    private static readonly Dictionary<string, PublicRoute[]>.AlternateLookup<ReadOnlySpan<char>> Pages = Index(
        RouteTable.Rest.Where(route => !IsApi(route)),
        segment: 0
    );

    /// <summary>The route of <paramref name="path"/>, or null where nothing is published under it.</summary>
    public static PublicRoute? Find(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
            return null;

        var isApi = path.StartsWith(Version, StringComparison.Ordinal);
        var rest = isApi ? path[Version.Length..] : path[1..];
        var end = rest.IndexOf('/');
        if (!(isApi ? Api : Pages).TryGetValue(end < 0 ? rest : rest[..end], out var candidates))
            return null;

        foreach (var candidate in candidates)
            if (candidate.Matches(path))
                return candidate;
        return null;
    }

    /// <summary>The service of a gRPC path such as <c>/platform.scoring.v1.Usage/Stream</c>, or null.</summary>
    public static string? FindGrpc(string path)
    {
        var end = path.IndexOf('/', 1);
        if (end < 0)
            return null;

        var package = path.LastIndexOf('.', end);
        return package > 1 ? RouteTable.Grpc.GetValueOrDefault(path[1..package]) : null;
    }

    private static bool IsApi(PublicRoute route) => route.Pattern.StartsWith(Version, StringComparison.Ordinal);

    private static Dictionary<string, PublicRoute[]>.AlternateLookup<ReadOnlySpan<char>> Index(
        IEnumerable<PublicRoute> routes,
        int segment
    ) =>
        routes
            .GroupBy(route => route.Segments[segment], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
