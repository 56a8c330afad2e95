using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <summary>Who may ask for a user: a token that the product's backend signed, from a page of the application's
/// origins. Cookies play no part.</summary>
internal sealed class SdkAccess(UserTokens tokens, LiveInApp live)
{
    /// <returns>The user, or why not: returned and not thrown, since an exception's answer loses its headers.</returns>
    public async Task<(UserIdentity? User, LiveApplication? Application, Problem? Refused)> OpenAsync(
        HttpContext context,
        string? token,
        CancellationToken ct
    )
    {
        var origin = context.Request.Headers.Origin.ToString();
        // Also a refusal has to be readable, so that the page can fetch a fresh token.
        if (origin.Length > 0 && (await live.GetAsync(ct)).AllowsAnywhere(origin))
            Allow(context.Response, origin);
        if (await tokens.ReadAsync(token, ct) is not ({ } user, { } application))
            return (null, null, InAppProblems.NobodyVouchedFor());
        return application.Allows(origin)
            ? (user, application, null)
            : (null, null, InAppProblems.OriginNotAllowed(origin));
    }

    public static void Allow(HttpResponse response, string origin)
    {
        response.Headers.AccessControlAllowOrigin = origin;
        response.Headers.Vary = "Origin";
    }
}
