namespace Platform.Engagement.InApp;

/// <summary>A message as it is stored.</summary>
internal sealed record MessageRow
{
    public Guid Id { get; init; }
    public Guid ApplicationId { get; init; }
    public string Name { get; init; } = "";
    public string Status { get; init; } = "";
    public string? PausedReason { get; init; }

    /// <summary>A <see cref="MessageDefinition"/> as JSON.</summary>
    public string Definition { get; init; } = "{}";
    public DateTimeOffset? LiveSince { get; init; }
    public int Version { get; init; }
    public string Author { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    public const string Select = """
        select id, application_id, name, status, paused_reason, definition::text as definition, live_since, version,
            author, created_at
        from message
        """;
}
