using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.ServiceKit.Http;

/// <summary>HEAD is answered as GET is, without the body: the server sends none to who asked by HEAD, whatever is
/// written.</summary>
public static class HeadRequests
{
    private sealed record WasHead;

    /// <summary>Was the body not asked for? Whoever only looks whether something is there has not read it.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<WasHead>() is not null;

    /// <summary>Before routing.</summary>
    public static Task ReadAsGetAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
            return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Features.Set(new WasHead());
        return next(context);
    }

    /// <summary>After routing: a stream would go on for ever, and nobody reads it.</summary>
    internal static Task EndStreamsAsync(HttpContext context, RequestDelegate next)
    {
        const string stream = "text/event-stream";
        if (
            context.Features.Get<WasHead>() is null
            || context
                .GetEndpoint()
                ?.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                .Any(answer => answer.ContentTypes.Contains(stream)) != true
        )
            return next(context);
        context.Response.ContentType = stream;
        return Task.CompletedTask;
    }
}
