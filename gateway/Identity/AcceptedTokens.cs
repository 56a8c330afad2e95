using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Platform.Gateway.Identity;

/// <summary>
/// People's tokens that were accepted. Validating a signature costs more than all else that the gateway does for a
/// read, so one holds until it expires or the provider's keys change; a deactivated person's holds no longer at once.
/// </summary>
internal sealed class AcceptedTokens(ProviderKeys provider, DeactivatedPeople deactivated, TimeProvider clock)
{
    private const int CacheSize = 10_000;
    private readonly ConcurrentDictionary<string, Accepted> _tokens = new(StringComparer.Ordinal);

    private sealed record Accepted(AuthenticatedCaller Caller, OpenIdConnectConfiguration? Keys);

    /// <summary>The caller of a token that was accepted with today's keys, be it expired or its person deactivated
    /// meanwhile.</summary>
    public AuthenticatedCaller? Find(ReadOnlySpan<char> token) =>
        _tokens.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var known)
        && ReferenceEquals(known.Keys, provider.Known)
            ? known.Caller
            : null;

    /// <summary>The caller of a token that is good now; null: a look of the authentication scheme decides.</summary>
    public AuthenticatedCaller? FindGood(ReadOnlySpan<char> token) =>
        Find(token) is { } known && !HasExpired(known) && !deactivated.Contains(known.Caller.Id) ? known : null;

    public bool HasExpired(AuthenticatedCaller caller) => caller.ExpiresAt <= clock.GetUtcNow();

    /// <param name="keys">Those that were known before the token was validated.</param>
    public void Add(string token, AuthenticatedCaller caller, OpenIdConnectConfiguration? keys)
    {
        // Tokens are few and live for hours; a flood of different valid ones is answered by starting over.
        if (_tokens.Count >= CacheSize)
            _tokens.Clear();
        _tokens[token] = new Accepted(caller, keys);
    }

    public void Remove(string token) => _tokens.TryRemove(token, out _);
}
