using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Workspace.Api;
using Platform.Workspace.Shell;

namespace Platform.Workspace.SignIn;

/// <summary>
/// A person whose token the gateway no longer takes (deactivated, or ended) is signed out at once; what a page cannot
/// do without and the API refuses is shown in words.
/// </summary>
internal sealed class SessionEndMiddleware(RequestDelegate next, ILogger<SessionEndMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (SessionEndedException ended) when (!context.Response.HasStarted)
        {
            log.LogInformation("A session ends: {Reason}", ended.Message);
            context.Response.Clear();
            await context.SignOutAsync(Schemes.Session);
            if (context.Request.Path.StartsWithSegments("/data", StringComparison.Ordinal))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                context.Response.Redirect("/signed-out?why=ended");
        }
        catch (ApiProblemException refused) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            // A page renders once per scope, and one was begun in the request's own.
            await using var scope = context.RequestServices.CreateAsyncScope();
            context.RequestServices = scope.ServiceProvider;
            await new RazorComponentResult<ProblemDocument>(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(ProblemDocument.Problem)] = refused.Problem,
                }
            )
            {
                StatusCode = refused.Problem.Status is 403 or 404 or 503 ? refused.Problem.Status : 502,
            }.ExecuteAsync(context);
        }
    }
}
