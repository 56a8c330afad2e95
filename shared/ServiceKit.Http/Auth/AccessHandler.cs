using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Auth;

internal sealed class AccessHandler(IHttpContextAccessor http) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        var caller = Caller.From(context.User);
        var request = context.Resource as HttpContext ?? http.HttpContext;
        var executivesWrite = request?.GetEndpoint()?.Metadata.GetMetadata<ExecutivesWriteAttribute>() is not null;
        foreach (var requirement in context.PendingRequirements.ToList())
        {
            var allowed = requirement switch
            {
                RequireScopeAttribute scope => Allows(caller, scope.ScopeFor(request), executivesWrite),
                RequireRolesAttribute roles => caller.Is(Roles.Service)
                    || roles.AllowedRoles.Contains(caller.Role, StringComparer.Ordinal),
                _ => false,
            };
            if (allowed)
                context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool Allows(Caller caller, string scope, bool executivesWrite) =>
        caller.Role switch
        {
            Roles.Service or Roles.Ops or Roles.Manager or Roles.Csm => true,
            Roles.Executive => executivesWrite || scope.EndsWith(":read", StringComparison.Ordinal),
            Roles.Partner or Roles.Customer => caller.Scopes.Contains(scope)
                || (scope.EndsWith(":read", StringComparison.Ordinal) && caller.Scopes.Contains(scope[..^4] + "write")),
            _ => false,
        };
}
