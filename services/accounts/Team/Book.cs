namespace Platform.Accounts.Team;

/// <summary>What one person carries in one role.</summary>
/// <param name="Sizes">Of customers that the person takes; empty: any.</param>
/// <param name="Load">Accounts and ARR by size of the customer.</param>
/// <param name="OnTeam">Whether the person is on the team's list and takes accounts in the role; others only carry
/// what they have.</param>
public sealed record Book(
    string PersonId,
    IReadOnlyList<string> Sizes,
    IReadOnlyList<BookPart> Load,
    bool OnTeam = true
);
