using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Platform.Workspace.SignIn;

/// <summary>
/// Keeps a session's access token fresh: one that ends within a minute is exchanged at the provider, and a session
/// whose token cannot be exchanged ends with it. Requests that come at once share one exchange, since providers take a
/// refresh token once.
/// </summary>
internal sealed class FreshTokens(
    IOptionsMonitor<OpenIdConnectOptions> providers,
    TimeProvider clock,
    ILogger<FreshTokens> log
)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Lazy<Task<Exchanged?>>> _exchanges = new(StringComparer.Ordinal);

    private sealed record Exchanged(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn
    );

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var properties = context.Properties;
        var ends = properties.GetTokenValue("expires_at");
        if (ends is null || DateTimeOffset.Parse(ends, CultureInfo.InvariantCulture) > clock.GetUtcNow() + Margin)
            return;
        if (
            properties.GetTokenValue("refresh_token") is not { } refresh
            || await _exchanges.GetOrAdd(refresh, token => new(() => ExchangeAsync(token))).Value is not { } fresh
        )
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Session);
            return;
        }

        properties.UpdateTokenValue("access_token", fresh.AccessToken);
        properties.UpdateTokenValue("refresh_token", fresh.RefreshToken ?? refresh);
        properties.UpdateTokenValue(
            "expires_at",
            (clock.GetUtcNow() + TimeSpan.FromSeconds(fresh.ExpiresIn)).ToString("o", CultureInfo.InvariantCulture)
        );
        context.ShouldRenew = true;
        // Late requests may still come with the session as it was.
        _ = Task.Delay(Margin, clock)
            .ContinueWith(_ => _exchanges.TryRemove(refresh, out var _), TaskScheduler.Default);
    }

    private async Task<Exchanged?> ExchangeAsync(string refreshToken)
    {
        var provider = providers.Get(Schemes.Provider);
        try
        {
            var known = await provider.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
            var form = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refreshToken,
                ["client_id"] = provider.ClientId!,
            };
            if (provider.ClientSecret is { } secret)
                form["client_secret"] = secret;
            using var content = new FormUrlEncodedContent(form);
            using var answer = await provider.Backchannel.PostAsync(new Uri(known.TokenEndpoint), content);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadFromJsonAsync<Exchanged>();
            log.LogInformation("The provider refuses a refresh token ({Status})", answer.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException)
        {
            log.LogWarning("The provider cannot be asked for a fresh token: {Reason}", exception.Message);
        }

        return null;
    }
}
