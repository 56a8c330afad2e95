namespace Platform.Accounts.People;

/// <param name="Role">One of the owner roles: csm, account_executive, onboarding_manager, executive_sponsor.</param>
/// <param name="Accounts">How many living accounts the caller answers for in the role.</param>
/// <param name="Arr">What these are worth a year, in the reporting currency.</param>
public sealed record OwnedAccounts(string Role, int Accounts, decimal Arr);
