using Microsoft.Extensions.Options;

namespace Platform.Workspace.SignIn;

/// <summary>
/// Whoever comes back from the provider gets a new session, whatever cookie the browser had: the handler of cookies
/// would go on with the name of an old one, which somebody else may have planted (session fixation).
/// </summary>
internal sealed class FreshSessionMiddleware(RequestDelegate next, IOptions<CookieNames> names)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == Schemes.Callback)
            context.Request.Headers.Cookie = string.Join(
                "; ",
                context
                    .Request.Cookies.Where(cookie => !IsSession(cookie.Key))
                    .Select(cookie => $"{cookie.Key}={Uri.EscapeDataString(cookie.Value)}")
            );
        return next(context);
    }

    /// <summary>The cookie itself, or one of the pieces that a long one is cut into.</summary>
    private bool IsSession(string cookie) =>
        cookie == names.Value.Session
        || (cookie.StartsWith(names.Value.Session + "C", StringComparison.Ordinal) && char.IsAsciiDigit(cookie[^1]));
}
