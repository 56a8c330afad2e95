namespace Platform.Accounts.Team;

/// <param name="Reason">Why nothing was proposed for it.</param>
public sealed record SkippedMove(Guid AccountId, string Name, string Reason);
