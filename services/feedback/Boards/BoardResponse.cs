namespace Platform.Feedback.Boards;

/// <param name="Warnings">Such as too few members.</param>
/// <param name="Kind">advisory_board or user_group.</param>
/// <param name="Members">Who is or was on it.</param>
public sealed record BoardResponse(
    Guid Id,
    string Kind,
    string Name,
    string Purpose,
    IReadOnlyList<BoardMember> Members,
    IReadOnlyList<string> Warnings,
    int Version
);
