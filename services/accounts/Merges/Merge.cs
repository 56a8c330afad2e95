using Platform.ServiceKit.Http;

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
);

public sealed record MergeRequest(Guid DuplicateId, string? Reason = null);

internal static class MergeRules
{
    public static readonly TimeSpan UndoTime = TimeSpan.FromDays(30);
}

internal static class MergeProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("merge", id);

    public static Problem Same() => Problem.Invalid("duplicateId", "is the same record");

    public static Problem Merged(Guid id) =>
        new(
            "merges/merged-already",
            StatusCodes.Status409Conflict,
            "It is merged already.",
            $"{id} was merged into another record before. Use that one."
        );

    public static Problem Undone(Guid id) =>
        new(
            "merges/undone",
            StatusCodes.Status409Conflict,
            "The merge was undone already.",
            $"{id} was taken back before."
        );

    public static Problem KeptIsMerged(Guid kept, Guid into) =>
        new(
            "merges/kept-is-merged",
            StatusCodes.Status409Conflict,
            "The record that was kept is merged itself.",
            $"{kept} was merged into {into} since, and what it had lives there. Undo that merge first."
        );

    public static Problem TooLate(DateTimeOffset until) =>
        new(
            "merges/too-late",
            StatusCodes.Status409Conflict,
            "The merge can no longer be undone.",
            $"It could until {until:O}."
        );
}
