using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Platform.Workspace.SignIn;

/// <summary>Authorization code with PKCE; the answer comes as a query, so that cookies can stay SameSite=Lax.</summary>
internal sealed class ConfigureProvider(IOptions<SignInOptions> signIn, IOptions<CookieNames> names)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public void Configure(OpenIdConnectOptions options) => Configure(Schemes.Provider, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != Schemes.Provider)
            return;
        var configured = signIn.Value;
        options.SignInScheme = Schemes.Session;
        options.Authority = configured.Authority;
        options.RequireHttpsMetadata = !new Uri(configured.Authority).IsLoopback;
        options.ClientId = configured.ClientId;
        options.ClientSecret = configured.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.TokenValidationParameters.NameClaimType = "name";
        options.CallbackPath = Schemes.Callback;
        options.SignedOutCallbackPath = "/sign-out/callback";
        options.SignedOutRedirectUri = "/signed-out";
        options.RemoteSignOutPath = default;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = names.Value.Policy;
        options.NonceCookie.SecurePolicy = names.Value.Policy;
        options.Scope.Clear();
        foreach (var scope in configured.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                // A script's call cannot follow to a page of the provider's: it is told, and reloads its page.
                if (context.Request.Path.StartsWithSegments("/data", StringComparison.Ordinal))
                {
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    context.HandleResponse();
                }

                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.Response.Redirect("/signed-out?why=failed");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }
}
