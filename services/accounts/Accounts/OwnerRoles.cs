namespace Platform.Accounts.Accounts;

/// <summary>The roles on our side; each account has at most one accountable person in each at every instant.</summary>
public static class OwnerRoles
{
    public const string AccountExecutive = "account_executive";
    public const string OnboardingManager = "onboarding_manager";
    public const string Csm = "csm";
    public const string ExecutiveSponsor = "executive_sponsor";

    public static readonly IReadOnlyList<string> All = [AccountExecutive, OnboardingManager, Csm, ExecutiveSponsor];
}
