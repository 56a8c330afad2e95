using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Auth;

/// <summary>
/// Who may call an endpoint. People: everyone inside reads; <c>csm</c>, <c>manager</c> and <c>ops</c> write;
/// <c>executive</c> reads, and writes where an endpoint lets them (<see cref="AccessExtensions.LetExecutivesWrite"/>).
/// Partners: by scope. Services: all. Customers: nothing but what their link opens. On a route group:
/// <c>group.RequireArea("accounts")</c>; on a gRPC method: <c>[RequireScope("accounts:read")]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireScopeAttribute(string scope)
    : AuthorizeAttribute,
        IAuthorizationRequirement,
        IAuthorizationRequirementData
{
    /// <summary><c>area:read</c> or <c>area:write</c>; of an area alone the HTTP method decides which.</summary>
    public string Scope { get; } = scope;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    /// <summary>The scope that this request needs.</summary>
    public string ScopeFor(HttpContext? context) =>
        Scope.Contains(':', StringComparison.Ordinal)
            ? Scope
            : $"{Scope}:{(context is not null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) ? "read" : "write")}";
}

/// <summary>Narrows an endpoint to some roles, for example <c>[RequireRoles(Roles.Ops)]</c>; partners then need the
/// role, not a scope.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireRolesAttribute(params string[] roles)
    : AuthorizeAttribute,
        IAuthorizationRequirement,
        IAuthorizationRequirementData
{
    public IReadOnlyList<string> AllowedRoles { get; } = roles;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>What this endpoint changes is an executive's own: they write here, as everybody else does who may
/// write.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExecutivesWriteAttribute : Attribute;

public static class AccessExtensions
{
    /// <summary>
    /// Lets executives write at an endpoint; elsewhere they only read. The handler decides what is theirs:
    /// <c>asks.MapPost(…).LetExecutivesWrite()</c>.
    /// </summary>
    public static TBuilder LetExecutivesWrite<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ExecutivesWriteAttribute());

    /// <summary>GET and HEAD need <c>area:read</c>, everything else <c>area:write</c>.</summary>
    public static TBuilder RequireArea<TBuilder>(this TBuilder builder, string area)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new RequireScopeAttribute(area)).WithMetadata(new RequireScopeAttribute(area));

    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new RequireScopeAttribute(scope)).WithMetadata(new RequireScopeAttribute(scope));

    public static TBuilder RequireRoles<TBuilder>(this TBuilder builder, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new RequireRolesAttribute(roles)).WithMetadata(new RequireRolesAttribute(roles));
}

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
