using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Platform.Gateway.Protection;

/// <summary>Writes a <see cref="Refusal"/> in the caller's protocol.</summary>
public static class Refusals
{
    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;

        var response = context.Response;
        if (refusal.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

        if (IsGrpc(context.Request))
        {
            // Headers without a body end the stream: the client reads them as trailers, so it gets this status and
            // not a made-up one for an unexpected HTTP answer.
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = refusal.Grpc.ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = Uri.EscapeDataString(refusal.Detail);
            return response.CompleteAsync();
        }

        if (refusal.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        response.StatusCode = refusal.Status;
        var problem = new ProblemDetails
        {
            Type = refusal.Type,
            Title = refusal.Title,
            Status = refusal.Status,
            Detail = refusal.Detail,
            Instance = context.Request.Path,
            Extensions = { ["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier },
        };
        return response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}
