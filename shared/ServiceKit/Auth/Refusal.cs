using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Http;

namespace Platform.ServiceKit.Auth;

/// <summary>Answers a refused call in the caller's own protocol: problem details, or a gRPC status instead of a bare 401.</summary>
internal sealed class Refusal : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) return next(context);
        var problem = authorizeResult.Challenged
            ? new Problem("unauthenticated", StatusCodes.Status401Unauthorized, "Who are you?", "Send Authorization: Bearer with a token, or an API key in X-Api-Key.")
            : Forbidden(context, authorizeResult.AuthorizationFailure);
        return WriteAsync(context, problem);
    }

    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentType = "application/grpc";
            var code = problem.Status == StatusCodes.Status401Unauthorized ? StatusCode.Unauthenticated : StatusCode.PermissionDenied;
            context.Response.Headers["grpc-status"] = ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.Response.Headers["grpc-message"] = GrpcProblems.MessageHeader(problem.Detail ?? problem.Title);
            return;
        }

        context.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem.ToDetails() });
    }

    private static Problem Forbidden(HttpContext context, AuthorizationFailure? failure)
    {
        var missing = failure?.FailedRequirements.Select(requirement => requirement switch
        {
            RequireScopeAttribute scope => $"the scope {scope.ScopeFor(context)}",
            RequireRolesAttribute roles => $"one of the roles {string.Join(", ", roles.AllowedRoles)}",
            _ => null,
        }).OfType<string>().Distinct(StringComparer.Ordinal).ToList() ?? [];
        return Problem.Forbidden(missing.Count == 0 ? "You may not do this." : $"This needs {string.Join(" and ", missing)}.");
    }
}
