using Microsoft.AspNetCore.Builder;

namespace Platform.ServiceKit.Auth;

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
