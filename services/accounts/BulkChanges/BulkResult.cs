namespace Platform.Accounts.BulkChanges;

/// <summary>What became of one account of a bulk change.</summary>
/// <param name="Result">waiting, changed, unchanged, refused, undoing, undone or undo_refused. In a dry run changed
/// means that it would be.</param>
/// <param name="Reason">Why it was refused; left out otherwise.</param>
public sealed record BulkResult(Guid AccountId, string? Name, string Result, string? Reason)
{
    public static readonly IReadOnlyList<string> Results =
    [
        "waiting",
        "changed",
        "unchanged",
        "refused",
        "undoing",
        "undone",
        "undo_refused",
    ];
}
