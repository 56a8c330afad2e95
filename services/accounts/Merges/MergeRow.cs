namespace Platform.Accounts.Merges;

/// <summary>A merge as Dapper reads it.</summary>
internal sealed class MergeRow
{
    public const string Read = """
        select id, subject, kept_id, duplicate_id, account_id, moved::text as moved, reason, merged_by, merged_at,
            undone_at
        from merge
        """;

    public Guid Id { get; init; }
    public string Subject { get; init; } = "";
    public Guid KeptId { get; init; }
    public Guid DuplicateId { get; init; }
    public Guid AccountId { get; init; }
    public string Moved { get; init; } = "{}";
    public string? Reason { get; init; }
    public string MergedBy { get; init; } = "";
    public DateTimeOffset MergedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }

    public Merge ToMerge() =>
        new(Id, Subject, KeptId, DuplicateId, MergedAt, MergedBy, Reason, MergedAt + Merge.UndoTime, UndoneAt);
}
