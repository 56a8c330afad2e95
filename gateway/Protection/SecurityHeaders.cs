namespace Platform.Gateway.Protection;

/// <summary>Answers are data for programs: nothing in them may run, be framed, be guessed into another type or be kept
/// by a shared cache.</summary>
internal static class SecurityHeaders
{
    public static void Add(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    /// <summary>
    /// A page that a link leads to: styles, images, forms and scripts of its own and nothing from elsewhere, no script
    /// within the page. Browsers apply every policy they are sent, so a page's own Content-Security-Policy can only
    /// narrow this one.
    /// </summary>
    public static void AllowPage(IHeaderDictionary headers) =>
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
