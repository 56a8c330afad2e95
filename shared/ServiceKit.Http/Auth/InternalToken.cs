using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Auth;

/// <summary>
/// The short-lived token that the gateway passes on and that services trust alone: <c>Authorization: Bearer</c>, HS256
/// with <c>InternalToken:Key</c>, which only the installation's own processes know.
/// </summary>
public sealed class InternalToken
{
    public const string Issuer = "platform-internal";
    public const string Audience = "platform-services";
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private static readonly JsonWebTokenHandler Handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MapInboundClaims = false,
    };
    private readonly TimeProvider _clock;
    private readonly SigningCredentials _credentials;

    public InternalToken(IConfiguration configuration, TimeProvider clock)
    {
        _clock = clock;
        _credentials = new SigningCredentials(KeyFrom(configuration), SecurityAlgorithms.HmacSha256);
    }

    public string Issue(Caller caller)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                NotBefore = now.AddSeconds(-5),
                IssuedAt = now,
                Expires = now + Lifetime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = caller.Id,
                    ["role"] = caller.Role,
                    ["scope"] = string.Join(' ', caller.Scopes),
                },
                SigningCredentials = _credentials,
            }
        );
    }

    /// <summary>For calls that a service makes by itself, not on behalf of a caller.</summary>
    public string IssueForService(ServiceIdentity service) =>
        Issue(new Caller($"service:{service.Name}", Roles.Service, new HashSet<string>(StringComparer.Ordinal)));

    internal TokenValidationParameters ValidationParameters =>
        new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = _credentials.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = "sub",
            RoleClaimType = "role",
            LifetimeValidator = (notBefore, expires, _, parameters) =>
            {
                var now = _clock.GetUtcNow().UtcDateTime;
                return expires is { } end
                    && now <= end + parameters.ClockSkew
                    && (notBefore is not { } begin || now >= begin - parameters.ClockSkew);
            },
        };

    private static SymmetricSecurityKey KeyFrom(IConfiguration configuration)
    {
        var secret = configuration["InternalToken:Key"];
        if (secret is not { Length: >= 16 })
            throw new InvalidOperationException(
                "InternalToken:Key is missing or shorter than 16 characters; AppHost generates it and gives it "
                    + "to every service."
            );
        // Any text of enough entropy becomes a key of the right length.
        return new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }
}
