using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Platform.Workspace.DevelopmentSignIn;

/// <summary>
/// An identity provider for development within this process: authorization code with PKCE, as an organisation's own
/// would do it, so that sign-in has one code path. The access tokens that it hands out are those of the gateway's
/// issuer for development (<c>POST /v1/tokens</c>); it has no keys that the gateway would trust.
/// </summary>
internal static class DevelopmentProvider
{
    public const string ClientId = "workspace";
    public const string Authorize = "/development/authorize";

    /// <summary>As long as the gateway's development tokens are good.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(8);

    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient<DevelopmentTokenClient>(
            (provider, http) =>
                http.BaseAddress = provider.GetRequiredService<IOptions<Api.GatewayOptions>>().Value.Http[0]
        );
        services
            .AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<DevelopmentSignInOptions>>((server, own) => server.Issuer = own.Value.Address);
        services
            .AddOpenIddict()
            .AddServer(server =>
            {
                server
                    .SetAuthorizationEndpointUris(Authorize)
                    .SetTokenEndpointUris("/development/token")
                    .SetEndSessionEndpointUris("/development/end-session")
                    .AllowAuthorizationCodeFlow()
                    .AllowRefreshTokenFlow()
                    .RequireProofKeyForCodeExchange()
                    .RegisterScopes("profile", "offline_access")
                    .SetAccessTokenLifetime(TokenLife)
                    .AddEphemeralEncryptionKey()
                    .AddEphemeralSigningKey()
                    // No database of clients and tokens: the handlers below know the one client.
                    .EnableDegradedMode();
                server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(Check));
                server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Check));
                server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(Check));
                server.AddEventHandler<HandleEndSessionRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        context.SignOut();
                        return ValueTask.CompletedTask;
                    })
                );
                server.AddEventHandler<ProcessSignInContext>(handler =>
                    handler
                        .UseSingletonHandler<TakeGatewayToken>()
                        // After its own token was made, before the identity token tells the token's digest.
                        .SetOrder(OpenIddictServerHandlers.GenerateAccessToken.Descriptor.Order + 1)
                );
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            });
    }

    private static ValueTask Check(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != ClientId)
            context.Reject(OpenIddict.Abstractions.OpenIddictConstants.Errors.InvalidClient, "An unknown client.");
        else if (!IsOurs(context.RedirectUri))
            context.Reject(
                OpenIddict.Abstractions.OpenIddictConstants.Errors.InvalidRequest,
                "The redirect_uri is not the workspace's own."
            );
        return ValueTask.CompletedTask;
    }

    private static ValueTask Check(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId)
            context.Reject(OpenIddict.Abstractions.OpenIddictConstants.Errors.InvalidClient, "An unknown client.");
        return ValueTask.CompletedTask;
    }

    private static ValueTask Check(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri is { } uri && !IsOurs(uri))
            context.Reject(
                OpenIddict.Abstractions.OpenIddictConstants.Errors.InvalidRequest,
                "The post_logout_redirect_uri is not the workspace's own."
            );
        return ValueTask.CompletedTask;
    }

    private static bool IsOurs(string? uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.IsLoopback;
}
