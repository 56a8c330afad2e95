using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Platform.Workspace.SignIn;

/// <summary>The session: a cookie that names a ticket in Redis, which holds who it is and their tokens.</summary>
internal sealed class ConfigureSession(
    IOptions<SignInOptions> signIn,
    IOptions<CookieNames> names,
    SessionTickets tickets,
    FreshTokens tokens
) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions options) => Configure(Schemes.Session, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Schemes.Session)
            return;
        options.SessionStore = tickets;
        options.Cookie.Name = names.Value.Session;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = names.Value.Policy;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = TimeSpan.FromHours(signIn.Value.Hours);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = tokens.ValidateAsync;
    }
}
