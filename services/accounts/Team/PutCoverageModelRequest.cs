namespace Platform.Accounts.Team;

/// <param name="AccountsPerCsm">How many accounts of the size one CSM looks after at most.</param>
/// <param name="ArrPerCsm">How much ARR one CSM looks after at most, in the reporting currency.</param>
public sealed record PutCoverageModelRequest(string Motion, int? AccountsPerCsm = null, decimal? ArrPerCsm = null);
