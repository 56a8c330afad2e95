using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Gateway.Identity;

/// <summary>The built-in issuer for development; it exists only where <c>DevelopmentTokens:Enabled</c> is
/// true.</summary>
public sealed class DevelopmentTokens(IOptions<DevelopmentTokenOptions> options, TimeProvider clock)
{
    public const string Issuer = "urn:platform:development";
    public const string Audience = "urn:platform";

    private readonly SigningCredentials _credentials = new(
        new SymmetricSecurityKey(options.Value.SigningKey),
        SecurityAlgorithms.HmacSha256
    );

    public bool Enabled => options.Value.Enabled;

    public SecurityKey Key => _credentials.Key;

    public (string Token, DateTimeOffset ExpiresAt) Issue(string user, string role)
    {
        var now = clock.GetUtcNow();
        var expiresAt = now.AddHours(options.Value.Hours);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = expiresAt.UtcDateTime,
                Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, user), new Claim("role", role)]),
                SigningCredentials = _credentials,
            }
        );
        return (token, expiresAt);
    }
}
