namespace Platform.Workspace.SignIn;

/// <summary>
/// What the cookies are called. <c>__Host-</c> binds a cookie to this host and to https; on http, which only a
/// developer's own machine has, browsers refuse such names.
/// </summary>
public sealed class CookieNames
{
    /// <summary>Whether pages are served without https: loopback in development only.</summary>
    public bool OnPlainHttp { get; set; }

    public string Session => OnPlainHttp ? "workspace" : "__Host-workspace";

    public string Forms => OnPlainHttp ? "workspace-forms" : "__Host-workspace-forms";

    public CookieSecurePolicy Policy => OnPlainHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
