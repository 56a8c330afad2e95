using Microsoft.AspNetCore.Http.Features;
using Platform.Gateway.Identity;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Overview;

/// <summary>
/// Answers an overview that this process has composed already, as <see cref="GetAccountOverview"/> would, without the
/// steps before it: a second routing, a second authentication and what only writes need. It stands behind the gateway's
/// own checks. A selection of fields, and all that is not at hand, goes on.
/// </summary>
internal sealed class AnswerKnownOverview(RequestDelegate next, OverviewCache cache)
{
    private const string Before = "/v1/accounts/";
    private const string After = "/overview";
    private const int IdLength = 36;
    private static readonly KeyValuePair<string, object?> Route = new("http.route", "/v1/accounts/{id:guid}/overview");

    public Task InvokeAsync(HttpContext context) =>
        context.User is AuthenticatedCaller caller
        && HttpMethods.IsGet(context.Request.Method)
        && !context.Request.QueryString.HasValue
        && AccountOf(context.Request.Path.Value) is { } account
        && cache.FindHere(account, OverviewCache.AccessOf(caller.Caller)) is { } entry
            ? AnswerAsync(context, entry)
            : next(context);

    private static Guid? AccountOf(string? path) =>
        path?.Length == Before.Length + IdLength + After.Length
        && path.StartsWith(Before, StringComparison.OrdinalIgnoreCase)
        && path.EndsWith(After, StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(path.AsSpan(Before.Length, IdLength), "D", out var account)
            ? account
            : null;

    private static Task AnswerAsync(HttpContext context, OverviewCache.Entry entry)
    {
        // No endpoint says it here.
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(Route);
        var response = context.Response;
        response.Headers.ETag = entry.ETag;
        if (context.Request.HasCurrent(entry.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = entry.Json.Length;
        return response.Body.WriteAsync(entry.Json, context.RequestAborted).AsTask();
    }
}
