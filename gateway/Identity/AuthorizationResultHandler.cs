using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <summary>Answers a call without a good credential, or one that its caller may not make, with a problem.</summary>
internal sealed class AuthorizationResultHandler : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded)
            await next(context);
        else
            await Refusal.WriteAsync(
                context,
                authorizeResult.Challenged ? await WhyUnknownAsync(context) : WhyForbidden(context, authorizeResult)
            );
    }

    /// <summary>The scheme answers what it has found out already.</summary>
    private static async Task<Problem> WhyUnknownAsync(HttpContext context) =>
        (await context.AuthenticateAsync()).Failure is ProblemException failure
            ? failure.Problem
            : GatewayProblems.NoToken();

    private static Problem WhyForbidden(HttpContext context, PolicyAuthorizationResult result) =>
        result
            .AuthorizationFailure?.FailedRequirements.OfType<AccessRequirement>()
            .Select(requirement => requirement.Refuse(Caller.From(context.User), context.Request.Method))
            .FirstOrDefault()
        ?? Problem.Forbidden("The caller's role or scopes do not allow this.");
}
