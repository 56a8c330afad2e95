using Platform.Gateway.Routing;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Protection;

/// <summary>Answers are data for programs: nothing in them may run, be framed, be guessed into another type or be kept
/// by a shared cache.</summary>
public sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    /// <summary>
    /// A page that a link leads to: styles, images, forms and scripts of its own and nothing from elsewhere, no script
    /// within the page. Browsers apply every policy they are sent, so a page's own Content-Security-Policy can only
    /// narrow this one.
    /// </summary>
    private const string LinkPagePolicy =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsGrpc())
            return next(context);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        var route = context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>();
        headers.ContentSecurityPolicy = route is { IsLink: true }
            ? LinkPagePolicy
            : "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        if (route is not { IsCacheable: true })
            headers.CacheControl = "no-store";
        return next(context);
    }
}
