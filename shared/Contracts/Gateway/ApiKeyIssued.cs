namespace Platform.Contracts.Gateway;

/// <summary>A partner's API key was issued. Concerns no account.</summary>
/// <param name="KeyId">The key's id; never its secret.</param>
/// <param name="Name">What its owner called it.</param>
/// <param name="Scopes">What it may do, <c>accounts:read</c>.</param>
[EventName("gateway.api-key-issued.v1")]
public sealed record ApiKeyIssued(Guid KeyId, string Name, IReadOnlyList<string> Scopes) : DomainEvent(Guid.Empty);
