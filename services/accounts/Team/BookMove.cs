namespace Platform.Accounts.Team;

/// <param name="ToPersonId">User id of who gets the account.</param>
public sealed record BookMove(Guid AccountId, string Name, decimal Arr, string ToPersonId);
