using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <summary>
/// Checks people's tokens: from the configured authority (<c>Authentication:Authority</c>, <c>:Audience</c>,
/// <c>:RoleClaim</c>) and, where it is switched on, from the development issuer. Which of the two is decided by the
/// issuer that the token names; each has its own keys and its own algorithms, so that a public key never serves as an
/// HMAC secret.
/// </summary>
public sealed class AccessTokens
{
    private const int CacheSize = 10_000;
    private static readonly string[] AsymmetricAlgorithms =
    [
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
    ];
    private static readonly FrozenSet<string> NoScopes = [];
    private static readonly JsonWebTokenHandler Handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = 16 * 1024,
    };

    private readonly string _roleClaim;
    private readonly string? _audience;
    private readonly ProviderKeys _provider;
    private readonly DevelopmentTokens _development;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, KnownCaller> _checked = new(StringComparer.Ordinal);

    public AccessTokens(
        IConfiguration configuration,
        ProviderKeys provider,
        DevelopmentTokens development,
        TimeProvider clock
    )
    {
        _roleClaim = configuration["Authentication:RoleClaim"] ?? "role";
        _audience = configuration["Authentication:Audience"];
        (_provider, _development, _clock) = (provider, development, clock);
        // A token whose key was withdrawn is good no longer than the key.
        provider.Changed = _checked.Clear;
    }

    /// <summary>The caller of a good token, or why the token is refused.</summary>
    public async ValueTask<(KnownCaller? Caller, Problem? Refused)> CheckAsync(string token)
    {
        if (_checked.TryGetValue(token, out var known))
        {
            if (known.ExpiresAt > _clock.GetUtcNow())
                return (known, null);
            _checked.TryRemove(token, out _);
            return (null, GatewayProblems.BadToken("The token has expired; get a new one."));
        }

        if (!Handler.CanReadToken(token))
            return (null, GatewayProblems.BadToken("This is neither a JWT nor an API key."));
        var keys = _provider.Known;
        var (caller, refused, unknownKey) = await ValidateAsync(token, keys);
        if (unknownKey && keys is not null && await _provider.LookAgainAsync(keys))
        {
            keys = _provider.Known;
            (caller, refused, _) = await ValidateAsync(token, keys);
        }

        if (caller is not null)
        {
            // Tokens are few and live for hours; a flood of different valid ones is answered by starting over.
            if (_checked.Count >= CacheSize)
                _checked.Clear();
            _checked[token] = caller;
            // Other keys came meanwhile: the next call decides again.
            if (!ReferenceEquals(keys, _provider.Known))
                _checked.TryRemove(token, out _);
        }

        return (caller, refused);
    }

    private async Task<(KnownCaller? Caller, Problem? Refused, bool UnknownKey)> ValidateAsync(
        string token,
        OpenIdConnectConfiguration? keys
    )
    {
        string issuer;
        try
        {
            issuer = new JsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return Refuse("This is not a JWT: its header or payload cannot be read.");
        }

        var ofDevelopment = issuer == DevelopmentTokens.Issuer;
        var isAccepted = ofDevelopment ? _development.Enabled : _provider.IsConfigured;
        if (!isAccepted)
            return Refuse("The token's issuer is not accepted here.");
        if (!ofDevelopment && keys is null)
            return (null, GatewayProblems.ProviderAway(), false);

        var result = await Handler.ValidateTokenAsync(token, ofDevelopment ? OfDevelopment() : OfProvider(keys!));
        if (!result.IsValid)
        {
            var unknownKey = !ofDevelopment && result.Exception is SecurityTokenInvalidSignatureException;
            return (null, GatewayProblems.BadToken(Explain(result.Exception)), unknownKey);
        }

        var subject = result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
        var role = result
            .ClaimsIdentity.FindAll(_roleClaim)
            .Select(claim => claim.Value)
            .FirstOrDefault(Roles.People.Contains);
        if (string.IsNullOrWhiteSpace(subject))
            return Refuse("The token names no subject (claim sub).");
        if (role is null)
            return Refuse($"The token's claim {_roleClaim} holds none of {string.Join(", ", Roles.People)}.");

        var expiresAt = new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero);
        return (new KnownCaller(new Caller(subject, role, NoScopes), expiresAt), null, false);

        static (KnownCaller?, Problem?, bool) Refuse(string reason) => (null, GatewayProblems.BadToken(reason), false);
    }

    private TokenValidationParameters OfDevelopment()
    {
        var parameters = Strict();
        parameters.ValidIssuer = DevelopmentTokens.Issuer;
        parameters.ValidAudience = DevelopmentTokens.Audience;
        parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        parameters.IssuerSigningKey = _development.Key;
        return parameters;
    }

    private TokenValidationParameters OfProvider(OpenIdConnectConfiguration keys)
    {
        var parameters = Strict();
        parameters.ValidIssuer = keys.Issuer;
        parameters.ValidAudience = _audience;
        parameters.ValidAlgorithms = AsymmetricAlgorithms;
        parameters.IssuerSigningKeys = keys.SigningKeys;
        return parameters;
    }

    private TokenValidationParameters Strict() =>
        new()
        {
            ClockSkew = TimeSpan.FromSeconds(30),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            LifetimeValidator = IsAlive,
        };

    private bool IsAlive(
        DateTime? notBefore,
        DateTime? expires,
        SecurityToken token,
        TokenValidationParameters parameters
    )
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return expires > now && (notBefore is null || notBefore <= now + parameters.ClockSkew);
    }

    private static string Explain(Exception exception) =>
        exception switch
        {
            SecurityTokenInvalidLifetimeException => "The token has expired or is not valid yet.",
            SecurityTokenInvalidAudienceException => "The token was issued for another audience.",
            SecurityTokenInvalidIssuerException => "The token's issuer is not accepted here.",
            SecurityTokenInvalidAlgorithmException => "The token's algorithm is not accepted here.",
            _ => "The token's signature is not valid.",
        };
}
