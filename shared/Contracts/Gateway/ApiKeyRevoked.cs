namespace Platform.Contracts.Gateway;

/// <summary>A partner's API key was revoked; every gateway refuses it at once. Concerns no account.</summary>
[EventName("gateway.api-key-revoked.v1")]
public sealed record ApiKeyRevoked(Guid KeyId) : DomainEvent(Guid.Empty);
