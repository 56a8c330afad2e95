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
