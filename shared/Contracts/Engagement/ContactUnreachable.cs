namespace Platform.Contracts.Engagement;

/// <summary>A person cannot be written to any more: their address refused a mail for good, or they complained. A
/// champion's bounce is a sign that they left.</summary>
/// <param name="State"><c>bounced</c> or <c>complained</c>.</param>
/// <param name="Roles">The person's roles: <c>champion</c>, <c>executive_sponsor</c>, …</param>
[EventName("engagement.contact-unreachable.v1")]
public sealed record ContactUnreachable(Guid AccountId, Guid ContactId, string State, IReadOnlyList<string> Roles)
    : DomainEvent(AccountId);
