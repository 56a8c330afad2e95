namespace Platform.Accounts.Team;

/// <summary>A person who can own accounts.</summary>
/// <param name="Roles">In which roles.</param>
/// <param name="Sizes">Of customers that the person takes; empty: any.</param>
/// <param name="Active">Whether the person takes accounts.</param>
public sealed record TeamMember(
    string PersonId,
    string Name,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Sizes,
    bool Active
);
