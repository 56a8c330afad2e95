using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

internal static class BulkProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("bulk change", id);

    public static Problem ChangedSince(string what) =>
        new(
            "bulk/changed-since",
            StatusCodes.Status409Conflict,
            "It was changed since.",
            $"Another person changed the {what} after the bulk change; it stays as it is."
        );

    public static Problem NotUndoable(string why) =>
        new("bulk/not-undoable", StatusCodes.Status409Conflict, "The bulk change cannot be undone.", why);

    public static Problem NotYours(string by) =>
        new(
            "bulk/not-yours",
            StatusCodes.Status403Forbidden,
            "Another person made the bulk change.",
            $"Only {by}, a manager or operations may undo it."
        );
}
