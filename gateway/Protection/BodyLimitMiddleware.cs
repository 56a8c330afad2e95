using Platform.Gateway.Routing;

namespace Platform.Gateway.Protection;

/// <summary>Refuses a body that is announced as larger than its route allows before any of it is sent. One without a
/// length is cut off where it passes the limit, by the server.</summary>
public sealed class BodyLimitMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.ContentLength > context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>()?.BodyLimit
            ? Refusal.WriteAsync(context, GatewayProblems.BodyTooLarge())
            : next(context);
}
