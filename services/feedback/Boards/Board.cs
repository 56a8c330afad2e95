using Platform.ServiceKit.Http;

namespace Platform.Feedback.Boards;

/// <summary>What a board may be, without I/O.</summary>
public static class Board
{
    public const string Advisory = "advisory_board";
    public const string UserGroup = "user_group";
    public const int FewestExecutives = 12;
    public const int MostExecutives = 15;

    /// <summary>Returns why the person may not join, or null if they may.</summary>
    public static Problem? CheckMember(string kind, int members, string? seniority)
    {
        if (kind != Advisory)
            return null;
        if (seniority != "executive")
            return new Problem(
                "feedback/not-an-executive",
                StatusCodes.Status422UnprocessableEntity,
                "An advisory board is of executives.",
                $"The person's seniority is '{seniority ?? "unknown"}': correct it in accounts, or invite them "
                    + $"to a user group."
            );
        return members >= MostExecutives
            ? new Problem(
                "feedback/board-full",
                StatusCodes.Status409Conflict,
                "The advisory board is full.",
                $"It has {members} members; {MostExecutives} are the most with whom one conversation is possible. "
                    + $"A member has to leave first."
            )
            : null;
    }

    /// <summary>Warnings about a board that is allowed but should be changed.</summary>
    public static IReadOnlyList<string> Warnings(string kind, int members) =>
        kind == Advisory && members < FewestExecutives
            ?
            [
                $"The board has {members} members; {FewestExecutives} to {MostExecutives} executives make an "
                    + $"advisory board.",
            ]
            : [];
}
