namespace Platform.Accounts.Team;

/// <param name="Books">As they are after the moves.</param>
internal sealed record BookMovePlan(
    IReadOnlyList<BookMove> Moves,
    IReadOnlyList<Book> Books,
    IReadOnlyDictionary<string, CoverageModel> Models
);
