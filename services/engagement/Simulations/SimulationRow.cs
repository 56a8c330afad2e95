namespace Platform.Engagement.Simulations;

/// <summary>A simulation as stored.</summary>
public sealed record SimulationRow
{
    public Guid Id { get; init; }
    public Guid PlaybookId { get; init; }
    public int PlaybookVersion { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly ToDay { get; init; }
    public string State { get; init; } = "";
    public decimal Progress { get; init; }
    public string? Result { get; init; }
    public string AskedBy { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    internal const string Select = """
        select id, playbook_id, playbook_version, from_day, to_day, state, progress, result::text as result, asked_by,
            asked_at, finished_at
        from simulation
        """;
}
