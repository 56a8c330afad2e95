using Platform.ServiceKit.Http;

namespace Platform.Accounts.Merges;

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
