namespace Platform.SuccessPlans.Enablement;

/// <param name="Certified">Contacts of the role with a valid certification for it.</param>
/// <param name="Share">Certified / contacts; null where the account has no contact in the role.</param>
/// <param name="Role">admin or end_user.</param>
/// <param name="Contacts">People of the role.</param>
public sealed record RoleEnablement(string Role, int Contacts, int Certified, decimal? Share);
