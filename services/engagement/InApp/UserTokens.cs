using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Engagement.InApp;

/// <summary>
/// Reads the token with which the customer product's backend vouches for its user: a JSON Web Token, HS256, whose
/// header names the secret (<c>kid</c>) and whose claims are <c>account</c>, <c>user</c> and <c>exp</c>, at most 24
/// hours ahead.
/// </summary>
internal sealed class UserTokens(LiveInApp live, TimeProvider clock)
{
    private const int LongestToken = 4_000;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <returns>The user, or null where the token vouches for nobody.</returns>
    public async Task<(UserIdentity? User, LiveApplication? Application)> ReadAsync(string? token, CancellationToken ct)
    {
        if (token is null or { Length: 0 or > LongestToken })
            return default;
        try
        {
            var unverified = Handler.ReadJsonWebToken(token);
            var now = clock.GetUtcNow();
            if (
                !Guid.TryParse(unverified.Kid, out var secretId)
                || (await live.GetAsync(ct)).FindSecret(secretId, now) is not (var application, var key)
            )
                return default;
            var checkedToken = await Handler.ValidateTokenAsync(unverified, Rules(key, now));
            if (!checkedToken.IsValid)
                return default;
            unverified.TryGetPayloadValue<string>("account", out var account);
            unverified.TryGetPayloadValue<string>("user", out var user);
            return UserIdentity.From(application.Id, account, user) is { } identity ? (identity, application) : default;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return default;
        }
    }

    private static TokenValidationParameters Rules(SecurityKey key, DateTimeOffset now) =>
        new()
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires is { } end
                && now.UtcDateTime <= end + Skew
                && end <= now.UtcDateTime + LongestLife + Skew
                && (notBefore is not { } begin || now.UtcDateTime >= begin - Skew),
        };
}
