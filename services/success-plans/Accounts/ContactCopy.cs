namespace Platform.SuccessPlans.Accounts;

/// <summary>What we keep of a person at the customer.</summary>
public sealed class ContactCopy
{
    public Guid ContactId { get; init; }
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";
    public string? Email { get; init; }
    public string? Title { get; init; }

    /// <summary><c>individual</c>, <c>manager</c>, <c>director</c>, <c>executive</c>, or null when unknown.</summary>
    public string? Seniority { get; init; }

    public string? Function { get; init; }
    public string[] Roles { get; init; } = [];

    /// <summary><c>active</c> or <c>left</c>.</summary>
    public string Status { get; init; } = "";

    public bool IsExecutiveSponsor => Status == "active" && Roles.Contains("executive_sponsor");

    internal const string Select =
        "select contact_id, account_id, name, email, title, seniority, function, roles, status from contact_copy";
}
