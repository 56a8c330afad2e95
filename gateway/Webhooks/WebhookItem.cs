namespace Platform.Gateway.Webhooks;

/// <param name="Types">The events' wire names that it is told.</param>
/// <param name="DisabledReason">Why it was switched off, where it was.</param>
/// <param name="Url">Where deliveries are sent.</param>
/// <param name="Enabled">Whether deliveries are sent; false too after lasting failure.</param>
public sealed record WebhookItem(
    Guid Id,
    string Url,
    string Description,
    IReadOnlyList<string> Types,
    bool Enabled,
    string? DisabledReason,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    int Version
);
