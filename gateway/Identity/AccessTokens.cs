using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Identity;

/// <summary>
/// Checks people's tokens: from the configured authority (<c>Authentication:Authority</c>, <c>:Audience</c>, <c>:RoleClaim</c>) and,
/// where it is switched on, from the development issuer. Which of the two is decided by the issuer that the token
/// names; each has its own keys and its own algorithms, so that a public key never serves as an HMAC secret.
/// </summary>
public sealed class AccessTokens(IConfiguration configuration, DevelopmentTokens development, TimeProvider clock)
{
    private const int CacheSize = 10_000;
    private static readonly string[] AsymmetricAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    private static readonly FrozenSet<string> NoScopes = [];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };

    private readonly string _roleClaim = configuration["Authentication:RoleClaim"] ?? "role";
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _authority = Authority(configuration);
    private readonly ConcurrentDictionary<string, KnownCaller> _checked = new(StringComparer.Ordinal);

    /// <summary>The caller of a good token, or why the token is refused.</summary>
    public async ValueTask<(KnownCaller? Caller, string? Refused)> CheckAsync(string token)
    {
        if (_checked.TryGetValue(token, out var known))
        {
            if (known.ExpiresAt > clock.GetUtcNow()) return (known, null);
            _checked.TryRemove(token, out _);
            return (null, "The token has expired; get a new one.");
        }

        var (caller, refused) = await ValidateAsync(token);
        if (caller is not null)
        {
            // Tokens are few and live for hours; a flood of different valid ones is answered by starting over.
            if (_checked.Count >= CacheSize) _checked.Clear();
            _checked[token] = caller;
        }

        return (caller, refused);
    }

    private async Task<(KnownCaller? Caller, string? Refused)> ValidateAsync(string token)
    {
        if (!Handler.CanReadToken(token)) return (null, "This is neither a JWT nor an API key.");

        TokenValidationParameters? parameters;
        try
        {
            parameters = await ParametersForAsync(new JsonWebToken(token).Issuer);
        }
        catch (ArgumentException)
        {
            return (null, "This is not a JWT: its header or payload cannot be read.");
        }

        if (parameters is null) return (null, "The token's issuer is not accepted here.");

        var result = await Handler.ValidateTokenAsync(token, parameters);
        if (!result.IsValid) return (null, Explain(result.Exception));

        var subject = result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
        var role = result.ClaimsIdentity.FindAll(_roleClaim).Select(claim => claim.Value).FirstOrDefault(Roles.People.Contains);
        if (string.IsNullOrWhiteSpace(subject)) return (null, "The token names no subject (claim sub).");
        if (role is null) return (null, $"The token's claim {_roleClaim} holds none of {string.Join(", ", Roles.People)}.");

        return (new KnownCaller(new Caller(subject, role, NoScopes), new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero)), null);
    }

    private async Task<TokenValidationParameters?> ParametersForAsync(string issuer)
    {
        var parameters = new TokenValidationParameters
        {
            ClockSkew = TimeSpan.FromSeconds(30),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            LifetimeValidator = IsAlive,
        };

        if (issuer == DevelopmentTokens.Issuer)
        {
            if (!development.Enabled) return null;
            parameters.ValidIssuer = DevelopmentTokens.Issuer;
            parameters.ValidAudience = DevelopmentTokens.Audience;
            parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            parameters.IssuerSigningKey = development.Key;
            return parameters;
        }

        if (_authority is null) return null;
        var published = await _authority.GetConfigurationAsync(CancellationToken.None);
        parameters.ValidIssuer = published.Issuer;
        parameters.ValidAudience = configuration["Authentication:Audience"];
        parameters.ValidAlgorithms = AsymmetricAlgorithms;
        parameters.IssuerSigningKeys = published.SigningKeys;
        return parameters;
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires > now && (notBefore is null || notBefore <= now + parameters.ClockSkew);
    }

    private static string Explain(Exception exception) => exception switch
    {
        SecurityTokenInvalidLifetimeException => "The token has expired or is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token was issued for another audience.",
        SecurityTokenInvalidIssuerException => "The token's issuer is not accepted here.",
        SecurityTokenInvalidAlgorithmException => "The token's algorithm is not accepted here.",
        _ => "The token's signature is not valid.",
    };

    private static ConfigurationManager<OpenIdConnectConfiguration>? Authority(IConfiguration configuration)
    {
        if (configuration["Authentication:Authority"] is not { Length: > 0 } authority) return null;
        if (string.IsNullOrEmpty(configuration["Authentication:Audience"]))
            throw new InvalidOperationException("Authentication:Authority is set but Authentication:Audience is not; tokens for any audience would be accepted.");

        var documents = new HttpDocumentRetriever { RequireHttps = !new Uri(authority).IsLoopback };
        return new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents);
    }
}
