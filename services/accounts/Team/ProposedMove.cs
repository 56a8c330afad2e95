namespace Platform.Accounts.Team;

/// <param name="HandoverId">The hand-over that waits for the receiver.</param>
/// <param name="ToPersonId">User id of who is asked.</param>
public sealed record ProposedMove(Guid AccountId, string Name, Guid HandoverId, string ToPersonId);
