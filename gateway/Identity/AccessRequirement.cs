using Microsoft.AspNetCore.Authorization;
using Platform.Gateway.Protection;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <summary>
/// What can be refused without asking a service: a role or a scope that the route is not for. The services decide
/// again, and alone on what depends on data (whose account it is).
/// </summary>
internal sealed class AccessRequirement(PublicRoute route) : IAuthorizationRequirement, IAuthorizationHandler
{
    /// <summary>The line of the route table whose access this is.</summary>
    public PublicRoute Route => route;

    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (
            context is { User: AuthenticatedCaller caller, Resource: HttpContext http }
            && Refuse(caller.Caller, http.Request.Method) is null
        )
            context.Succeed(this);
        return Task.CompletedTask;
    }

    /// <summary>Why the caller may not, or null.</summary>
    public Problem? Refuse(Caller caller, string method)
    {
        var isPartner = caller.Is(Roles.Partner);
        if (route.Roles.Count > 0)
            return !isPartner && route.Roles.Contains(caller.Role, StringComparer.Ordinal)
                ? null
                : GatewayProblems.WrongRole(route.Roles);
        return !isPartner || route.ScopeFor(method) is not { } scope || Holds(caller, scope)
            ? null
            : GatewayProblems.MissingScope(scope);
    }

    /// <summary>Who may write may read.</summary>
    private static bool Holds(Caller caller, string scope) =>
        caller.Scopes.Contains(scope)
        || (scope.EndsWith(":read", StringComparison.Ordinal) && caller.Scopes.Contains($"{scope[..^4]}write"));
}
