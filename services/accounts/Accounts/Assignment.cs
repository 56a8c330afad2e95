namespace Platform.Accounts.Accounts;

/// <param name="PersonId">User id of the person who is accountable from now on.</param>
public sealed record Assignment(Guid AccountId, string Role, string PersonId, string? Reason);
