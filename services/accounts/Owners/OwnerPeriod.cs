namespace Platform.Accounts.Owners;

/// <param name="Until">Null while accountable.</param>
public sealed record OwnerPeriod(
    string Role,
    string PersonId,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    string AssignedBy,
    string? Reason
);
