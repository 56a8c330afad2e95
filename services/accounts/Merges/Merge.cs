namespace Platform.Accounts.Merges;

/// <summary>Two records that were made one.</summary>
/// <param name="Subject"><c>account</c> or <c>contact</c>.</param>
/// <param name="UndoUntil">Until then the merge can be taken back.</param>
/// <param name="KeptId">The one that lives on.</param>
/// <param name="MergedAt">When it was merged (RFC 3339, UTC).</param>
/// <param name="MergedBy">User id of who merged them.</param>
/// <param name="UndoneAt">When it was undone (RFC 3339, UTC); left out otherwise.</param>
public sealed record Merge(
    Guid Id,
    string Subject,
    Guid KeptId,
    Guid DuplicateId,
    DateTimeOffset MergedAt,
    string MergedBy,
    string? Reason,
    DateTimeOffset UndoUntil,
    DateTimeOffset? UndoneAt
)
{
    /// <summary>How long a merge can be taken back.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromDays(30);
}
