using Microsoft.AspNetCore.Authorization;

namespace Platform.ServiceKit.Auth;

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
