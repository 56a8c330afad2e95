using Microsoft.AspNetCore.Authorization;
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
        Scope.Contains(':', StringComparison.Ordinal) ? Scope
        : IsRead(context?.Request.Method) ? $"{Scope}:read"
        : $"{Scope}:write";

    private static bool IsRead(string? method) =>
        method is not null && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
}
