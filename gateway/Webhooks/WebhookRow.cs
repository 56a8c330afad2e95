namespace Platform.Gateway.Webhooks;

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
