using Platform.Gateway.Routing;

namespace Platform.Gateway.Keys;

/// <summary>The scopes that a key can have: those that the route table asks for of partners.</summary>
public static class ApiKeyScopes
{
    public static readonly IReadOnlyList<string> All =
    [
        .. RouteTable
            .Rest.Where(route => route.Roles.Count == 0)
            .SelectMany(route => new[] { route.Reads, route.Writes })
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
