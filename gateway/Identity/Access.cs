using Platform.Gateway.Protection;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <summary>
/// What can be refused without asking a service: a role or a scope that the route is not for. The services decide
/// again, and alone on what depends on data (whose account it is).
/// </summary>
public static class Access
{
    public static Problem? Refuses(Caller caller, PublicRoute route, string method)
    {
        if (caller.Is(Roles.Partner))
        {
            if (route.Roles.Count > 0)
                return GatewayProblems.WrongRole(route.Roles);
            return route.ScopeFor(method) is not { } scope || Holds(caller, scope)
                ? null
                : GatewayProblems.MissingScope(scope);
        }

        if (route.Roles.Count > 0 && !route.Roles.Contains(caller.Role, StringComparer.Ordinal))
            return GatewayProblems.WrongRole(route.Roles);
        return null;
    }

    /// <summary>Who may write may read.</summary>
    private static bool Holds(Caller caller, string scope) =>
        caller.Scopes.Contains(scope)
        || (scope.EndsWith(":read", StringComparison.Ordinal) && caller.Scopes.Contains($"{scope[..^4]}write"));
}
