namespace Platform.Contracts.Gateway;

/// <summary>A webhook was switched off because its receiver took nothing for three days. Concerns no account.</summary>
/// <param name="WebhookId">The subscription.</param>
/// <param name="Url">Where it was sent to.</param>
/// <param name="Reason">What the last try came to.</param>
[EventName("gateway.webhook-disabled.v1")]
public sealed record WebhookDisabled(Guid WebhookId, string Url, string Reason) : DomainEvent(Guid.Empty);
