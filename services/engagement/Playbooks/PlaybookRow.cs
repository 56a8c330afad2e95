namespace Platform.Engagement.Playbooks;

/// <summary>A playbook as stored.</summary>
public sealed record PlaybookRow
{
    public Guid Id { get; init; }
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
    public string Owner { get; init; } = "";
    public string[] Classes { get; init; } = [];
    public string Status { get; init; } = "";
    public int? LiveVersion { get; init; }
    public int LatestVersion { get; init; }
    public decimal Holdout { get; init; }
    public string? Pack { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset? LiveAt { get; init; }
    public string? LiveReason { get; init; }

    /// <summary>The latest version's definition, as text.</summary>
    public string Definition { get; init; } = "{}";
    public string Checksum { get; init; } = "";

    /// <summary>The latest version's warnings, as text.</summary>
    public string Warnings { get; init; } = "[]";

    internal const string Select = """
        select p.id, p.key, p.name, p.owner, p.classes, p.status, p.live_version, p.latest_version, p.holdout, p.pack,
            p.version, p.created_at, p.created_by, p.live_at, p.live_reason, v.definition::text as definition,
            v.checksum, v.warnings::text as warnings
        from playbook p join playbook_version v on v.playbook_id = p.id and v.number = p.latest_version
        """;
}
