namespace Platform.Accounts.Owners;

/// <param name="Until">Null while accountable.</param>
/// <param name="Role">The role in which the person owned the account: csm, account_executive and so on.</param>
/// <param name="Since">From when it held (RFC 3339, UTC).</param>
/// <param name="AssignedBy">User id of who assigned it.</param>
public sealed record OwnerPeriod(
    string Role,
    string PersonId,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    string AssignedBy,
    string? Reason
);
