namespace Platform.Contracts.Gateway;

public static class GatewayEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(ApiKeyIssued),
        typeof(ApiKeyRevoked),
    ];
}

/// <summary>A partner's key was issued or rotated. It names the key by what may be shown, never by its secret.</summary>
[EventName("gateway.api-key-issued.v1")]
public sealed record ApiKeyIssued(Guid KeyId, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt) : DomainEvent(Guid.Empty);

/// <summary>A partner's key was revoked; it is refused everywhere within a second.</summary>
[EventName("gateway.api-key-revoked.v1")]
public sealed record ApiKeyRevoked(Guid KeyId, string Name, string Prefix) : DomainEvent(Guid.Empty);
