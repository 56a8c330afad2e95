namespace Platform.SuccessPlans.Onboardings;

/// <summary>What every installation begins with; an organisation writes its own per segment, with its own features'
/// names.</summary>
internal static class DefaultTemplates
{
    public const string WithoutSegment = "default";

    public static readonly IReadOnlyDictionary<string, TemplateDefinition> BySegment = new Dictionary<
        string,
        TemplateDefinition
    >(StringComparer.Ordinal)
    {
        ["smb"] = Of(kickoff: 4, sso: null, data: 8, automation: 12, activeUsers: 3, active: 15, handover: 20),
        ["mid_market"] = Of(kickoff: 4, sso: 10, data: 15, automation: 25, activeUsers: 10, active: 30, handover: 40),
        ["enterprise"] = Of(kickoff: 4, sso: 15, data: 30, automation: 45, activeUsers: 25, active: 60, handover: 80),
        [WithoutSegment] = Of(
            kickoff: 4,
            sso: null,
            data: 10,
            automation: 20,
            activeUsers: 5,
            active: 25,
            handover: 35
        ),
    };

    /// <summary>Business days from the signature; the kickoff is due within four of them.</summary>
    private static TemplateDefinition Of(
        int kickoff,
        int? sso,
        int data,
        int automation,
        int activeUsers,
        int active,
        int handover
    )
    {
        List<TemplateMilestone> setUp =
        [
            new("data_imported", "Data imported", "customer", "admin", "admin", data, new("data_import")),
        ];
        if (sso is { } due)
            setUp.Insert(0, new("sso_enabled", "SSO enabled", "customer", "admin", "admin", due, new("sso_login")));
        return new([
            new("Kickoff", [new("kickoff", "Kickoff held", "ours", "onboarding_manager", null, kickoff, null)]),
            new("Set-up", setUp),
            new(
                "First value",
                [
                    new(
                        "first_automation",
                        "First automation",
                        "customer",
                        "admin",
                        "admin",
                        automation,
                        new("automation")
                    ),
                ]
            ),
            new(
                "Adoption",
                [
                    new(
                        "active_users",
                        $"{activeUsers} active users",
                        "customer",
                        "champion",
                        "end_user",
                        active,
                        new(null, 1, activeUsers)
                    ),
                    new("handed_over", "Handed over to the CSM", "ours", "onboarding_manager", null, handover, null),
                ]
            ),
        ]);
    }
}
