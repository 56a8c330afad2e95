namespace Platform.Accounts.Team;

/// <summary>How much one CSM can carry of one size of customer; a null limit does not bind.</summary>
/// <param name="AccountsPerCsm">How many accounts of the size one CSM looks after at most.</param>
/// <param name="ArrPerCsm">How much ARR one CSM looks after at most, in the reporting currency.</param>
public sealed record CoverageModel(string Size, string Motion, int? AccountsPerCsm, decimal? ArrPerCsm);
