using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Auth;

namespace Platform.ServiceKit.Http;

/// <summary>Answers a refused call in the caller's own protocol: problem details, or a gRPC status instead of a bare
/// 401.</summary>
internal sealed class AuthorizationResultHandler : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded)
            return next(context);
        var problem = authorizeResult.Challenged
            ? new Problem(
                "unauthenticated",
                StatusCodes.Status401Unauthorized,
                "Who are you?",
                "Send Authorization: Bearer with a token, or an API key in X-Api-Key."
            )
            : Forbidden(context, authorizeResult.AuthorizationFailure);
        return ProblemDetailsWriter.WriteAsync(context, problem);
    }

    private static Problem Forbidden(HttpContext context, AuthorizationFailure? failure)
    {
        var missing = failure
            ?.FailedRequirements.Select(requirement =>
                requirement switch
                {
                    RequireScopeAttribute scope => $"the scope {scope.ScopeFor(context)}",
                    RequireRolesAttribute roles => $"one of the roles {string.Join(", ", roles.AllowedRoles)}",
                    _ => null,
                }
            )
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList()
            ?? [];
        return Problem.Forbidden(
            missing.Count == 0 ? "You may not do this." : $"This needs {string.Join(" and ", missing)}."
        );
    }
}
