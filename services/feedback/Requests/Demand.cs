using Platform.Contracts;

namespace Platform.Feedback.Requests;

/// <param name="Accounts">Distinct accounts that asked.</param>
/// <param name="Arr">What they are worth today.</param>
/// <param name="ArrRenewing">What of it comes up for renewal within 180 days, unless configured otherwise.</param>
/// <param name="Votes">Votes, of people and of accounts that named no person.</param>
public sealed record Demand(int Accounts, int Votes, Money Arr, Money ArrRenewing);
