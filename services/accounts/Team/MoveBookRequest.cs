namespace Platform.Accounts.Team;

/// <param name="FromPersonId">User id of the CSM whose accounts move.</param>
/// <param name="ToPersonId">User id of who gets them; left out: each goes to the CSM with most room then.</param>
/// <param name="Accounts">Which ones; left out: all.</param>
public sealed record MoveBookRequest(
    string FromPersonId,
    string? ToPersonId = null,
    IReadOnlyList<Guid>? Accounts = null
);
