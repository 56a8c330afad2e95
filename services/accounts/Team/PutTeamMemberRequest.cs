namespace Platform.Accounts.Team;

/// <param name="Sizes">Sizes of accounts that the person may look after.</param>
/// <param name="Active">Whether the person takes accounts; false once they have left.</param>
public sealed record PutTeamMemberRequest(
    string Name,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Sizes = null,
    bool Active = true
);
