namespace Platform.SuccessPlans.Accounts;

/// <summary>Who counts as a senior sponsor of the customer (our own choice): an active contact with the role
/// executive_sponsor, or of seniority executive. A director without the role does not count.</summary>
public static class SeniorSponsor
{
    public const string Means = "an active contact with the role executive_sponsor, or of seniority executive";

    public static bool Is(ContactCopy contact) =>
        contact.Status == "active" && (contact.Seniority == "executive" || contact.Roles.Contains("executive_sponsor"));
}
