using Platform.ServiceKit.Http;

namespace Platform.Engagement.Inbox;

public static class InboxProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("inbox item", id);

    public static Problem IsDone(Guid id, string? by) =>
        new(
            "inbox/done",
            StatusCodes.Status409Conflict,
            "It is done.",
            $"{id} was done by {by}; read the inbox again."
        );

    /// <summary>What another service owns, and can only be done there.</summary>
    public static Problem DoneThere(string kind, string? path) =>
        new(
            "inbox/done-there",
            StatusCodes.Status409Conflict,
            "It is done where it belongs.",
            $"A {kind.Replace('_', ' ')} is done at {path ?? "the account"}; it then goes from here by itself."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["where"] = path },
        };
}
