using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <summary>
/// Validates tokens of the organisation's identity provider and, where it is switched on, of the development issuer.
/// Which of the two is decided by the issuer that the token names; each has its own keys and its own algorithms, so
/// that a public key never serves as an HMAC secret. A token whose key is unknown has the provider asked for newer
/// ones. Failures are <see cref="ProblemException"/>s.
/// </summary>
internal sealed class PersonTokenHandler(
    IOptions<IdentityProviderOptions> options,
    ProviderKeys provider,
    DevelopmentTokens development,
    TimeProvider clock
) : JsonWebTokenHandler
{
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

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token,
        TokenValidationParameters validationParameters
    )
    {
        if (!CanReadToken(token))
            return Failed(GatewayProblems.BadToken("This is neither a JWT nor an API key."));
        string issuer;
        try
        {
            issuer = new JsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return Failed(GatewayProblems.BadToken("This is not a JWT: its header or payload cannot be read."));
        }

        if (issuer == DevelopmentTokens.Issuer && development.Enabled)
            return Explained(await base.ValidateTokenAsync(token, OfDevelopment()));
        if (issuer == DevelopmentTokens.Issuer || !provider.IsConfigured)
            return Failed(GatewayProblems.BadToken("The token's issuer is not accepted here."));
        if (provider.Known is not { } keys)
            return Failed(GatewayProblems.ProviderAway());

        var result = await base.ValidateTokenAsync(token, OfProvider(keys));
        if (result.Exception is SecurityTokenInvalidSignatureException && await provider.LookAgainAsync(keys))
            result = await base.ValidateTokenAsync(token, OfProvider(provider.Known!));
        return Explained(result);
    }

    private TokenValidationParameters OfDevelopment()
    {
        var parameters = Strict();
        parameters.ValidIssuer = DevelopmentTokens.Issuer;
        parameters.ValidAudience = DevelopmentTokens.Audience;
        parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        parameters.IssuerSigningKey = development.Key;
        return parameters;
    }

    private TokenValidationParameters OfProvider(OpenIdConnectConfiguration keys)
    {
        var parameters = Strict();
        parameters.ValidIssuer = keys.Issuer;
        parameters.ValidAudience = options.Value.Audience;
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
        var now = clock.GetUtcNow().UtcDateTime;
        return expires > now && (notBefore is null || notBefore <= now + parameters.ClockSkew);
    }

    private static TokenValidationResult Failed(Problem problem) =>
        new() { IsValid = false, Exception = problem.ToException() };

    private static TokenValidationResult Explained(TokenValidationResult result) =>
        result.IsValid ? result : Failed(GatewayProblems.BadToken(Explain(result.Exception)));

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
