namespace Platform.Gateway.Keys;

/// <param name="Prefix">The beginning of the secret, by which a key is recognised.</param>
/// <param name="Scopes">What it may do: accounts:read, usage:write and so on.</param>
/// <param name="RequestsPerSecond">Its own limit; left out: the limit of every partner.</param>
/// <param name="LastUsedAt">When it was last used, to the minute (RFC 3339, UTC).</param>
/// <param name="RevokedAt">When it was revoked (RFC 3339, UTC); left out for a living key.</param>
/// <param name="RotatedFrom">The key that it replaces.</param>
public sealed record ApiKeyItem(
    Guid Id,
    string Prefix,
    string Name,
    IReadOnlyList<string> Scopes,
    int? RequestsPerSecond,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    Guid? RotatedFrom
);
