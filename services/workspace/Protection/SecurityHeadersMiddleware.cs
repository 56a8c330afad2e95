using Microsoft.Extensions.Options;
using Platform.Workspace.SignIn;

namespace Platform.Workspace.Protection;

/// <summary>
/// Pages run and show what comes from here and nothing else: no script or style within a page, no frame around it, and
/// no text that becomes script (Trusted Types).
/// </summary>
public sealed class SecurityHeadersMiddleware(RequestDelegate next, IOptions<SignInOptions> signIn)
{
    /// <summary>
    /// Trusted Types: <c>default</c> is the one policy, in <c>trusted.js</c>. It lets the framework parse the pages
    /// that it fetches from here; a string never becomes a script or a script's address.
    /// A form may lead to the identity provider: signing out ends there.
    /// </summary>
    private readonly string _policy =
        "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self' "
        + new Uri(signIn.Value.Authority).GetLeftPart(UriPartial.Authority)
        + "; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = _policy;
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}
