namespace Platform.SuccessPlans.Accounts;

/// <summary>What we keep of an account.</summary>
public sealed class AccountCopy
{
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";
    public string Lifecycle { get; init; } = "";

    /// <summary><c>smb</c>, <c>mid_market</c>, <c>enterprise</c>; null while nothing decides it.</summary>
    public string? Size { get; init; }

    /// <summary><c>high_touch</c>, <c>pooled</c>, <c>tech_touch</c>, <c>self_serve</c>; null while nothing decides
    /// it.</summary>
    public string? Motion { get; init; }

    public DateOnly? CustomerSince { get; init; }
    public string? Csm { get; init; }
    public string? OnboardingManager { get; init; }

    /// <summary>The executive sponsor on our side, a user id.</summary>
    public string? OurSponsor { get; init; }

    internal const string Select = """
        select account_id, name, lifecycle, size, motion, customer_since, owners ->> 'csm' as csm,
            owners ->> 'onboarding_manager' as onboarding_manager,
               owners ->> 'executive_sponsor' as our_sponsor
        from account_copy
        """;
}

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
