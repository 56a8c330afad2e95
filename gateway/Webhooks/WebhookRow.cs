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

internal sealed class WebhookRow
{
    public Guid Id { get; init; }
    public string Url { get; init; } = "";
    public string Description { get; init; } = "";
    public string[] Types { get; init; } = [];
    public bool Enabled { get; init; }
    public string? DisabledReason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public int Version { get; init; }
    public byte[] Secret { get; init; } = [];

    public const string Columns =
        "id, url, description, types, enabled, disabled_reason, created_at, created_by, version, secret";

    public WebhookItem ToItem() =>
        new(Id, Url, Description, Types, Enabled, DisabledReason, CreatedAt, CreatedBy, Version);
}
