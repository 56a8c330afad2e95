using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using StackExchange.Redis;

namespace Platform.Workspace.SignIn;

/// <summary>
/// Sessions in Redis, sealed, under names that nobody guesses. While Redis is away nobody has a session: people sign in
/// again, and what they typed is in their browser.
/// </summary>
internal sealed class SessionTickets(
    IConnectionMultiplexer redis,
    IDataProtectionProvider protection,
    TimeProvider clock,
    ILogger<SessionTickets> log
) : ITicketStore
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromHours(12);
    private readonly IDataProtector _seal = protection.CreateProtector("workspace/ticket");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var name = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await RenewAsync(name, ticket);
        return name;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var life = ticket.Properties.ExpiresUtc - clock.GetUtcNow() ?? Unlimited;
        if (life > TimeSpan.Zero)
            await redis
                .GetDatabase()
                .StringSetAsync(KeyOf(key), _seal.Protect(TicketSerializer.Default.Serialize(ticket)), life);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        try
        {
            var kept = (byte[]?)await redis.GetDatabase().StringGetAsync(KeyOf(key));
            return kept is null ? null : TicketSerializer.Default.Deserialize(_seal.Unprotect(kept));
        }
        catch (Exception exception)
            when (exception is RedisException or RedisTimeoutException or CryptographicException)
        {
            log.LogWarning("A session cannot be read: {Reason}; its person signs in again", exception.Message);
            return null;
        }
    }

    public async Task RemoveAsync(string key)
    {
        try
        {
            await redis.GetDatabase().KeyDeleteAsync(KeyOf(key));
        }
        catch (Exception exception) when (exception is RedisException or RedisTimeoutException)
        {
            log.LogWarning("A session cannot be removed: {Reason}; it ends by itself", exception.Message);
        }
    }

    private static RedisKey KeyOf(string name) => $"{RedisConnection.Prefix}ticket:{name}";
}
