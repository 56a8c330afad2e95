namespace Platform.Gateway.Routing;

/// <summary>
/// The whole public surface in one place. The first line that matches wins, so the specific stand before the general;
/// what matches no line does not exist for the outside. Services check role, scope and ownership again.
/// </summary>
public static class RouteTable
{
    private const long MiB = 1 << 20;

    public static readonly IReadOnlyList<PublicRoute> Rest =
    [
        // The gateway's own.
        new("/v1/tokens", ServiceNames.Self, null, null, RateLimitPolicy.Anonymous) { Anonymous = true },
        new("/v1/api-keys/**", ServiceNames.Self, "api-keys:manage", "api-keys:manage") { Roles = ["ops"] },
        new("/v1/portfolio/**", ServiceNames.Accounts, "accounts:read", null),
        new("/v1/accounts/{}/overview", ServiceNames.Self, "accounts:read", null),
        new("/v1/stream", ServiceNames.Self, "events:read", null) { Timeout = null },
        new("/v1/webhooks/**", ServiceNames.Self, "webhooks:manage", "webhooks:manage") { Roles = ["ops"] },
        // Health scoring.
        new("/v1/events", ServiceNames.HealthScoring, "usage:read", "usage:write", RateLimitPolicy.Ingest)
        {
            BodyLimit = 8 * MiB,
        },
        new("/v1/features/**", ServiceNames.HealthScoring, "usage:read", "usage:write"),
        new("/v1/scorecards/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/scores/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/insights/**", ServiceNames.HealthScoring, "scores:read", "scores:write", RateLimitPolicy.Heavy),
        new("/v1/predictions/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/validations/**", ServiceNames.HealthScoring, "scores:read", "scores:write", RateLimitPolicy.Heavy),
        new("/v1/power-users/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/score/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/scores/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/measures/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/usage/**", ServiceNames.HealthScoring, "usage:read", "usage:write"),
        new("/v1/accounts/{}/power-users/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/prediction/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/sentiment/**", ServiceNames.HealthScoring, "scores:read", "scores:write"),
        // Renewals.
        new("/v1/subscriptions/**", ServiceNames.Renewals, "renewals:read", "renewals:write") { BodyLimit = 16 * MiB },
        new("/v1/contracts/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/invoices/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/revenue/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/lxl-sessions/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/renewals/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/forecasts/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/risks/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/concessions/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/war-rooms/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/expansions/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/churn/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/retrospectives/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/exchange-rates/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        new("/v1/targets/**", ServiceNames.Renewals, "renewals:read", "renewals:write"),
        // Success plans.
        PublicRoute.Link("/shared/plans/{}/events", ServiceNames.SuccessPlans) with
        {
            Timeout = null,
        },
        PublicRoute.Link("/shared/plans/{}/**", ServiceNames.SuccessPlans),
        PublicRoute.Link("/v1/shared/plans/{}/**", ServiceNames.SuccessPlans),
        new("/v1/plans/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/plan-templates/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/tactics/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/onboardings/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/reviews/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/courses/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/plan/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/onboarding/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/reviews/**", ServiceNames.SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/enablement/**", ServiceNames.SuccessPlans, "plans:read", null),
        // Feedback.
        PublicRoute.Link("/answer/{}/**", ServiceNames.Feedback),
        PublicRoute.Link("/board/{}/**", ServiceNames.Feedback),
        PublicRoute.Link("/v1/answers/{}", ServiceNames.Feedback),
        new("/v1/answers", ServiceNames.Feedback, "feedback:read", null),
        new("/v1/surveys/{}/imports", ServiceNames.Feedback, "feedback:read", "feedback:write", RateLimitPolicy.Heavy)
        {
            BodyLimit = 16 * MiB,
        },
        new("/v1/surveys/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/waves/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/loops/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/notices/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/requests/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/advocates/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/boards/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/interviews/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/accounts/{}/answers/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        new("/v1/accounts/{}/feedback/**", ServiceNames.Feedback, "feedback:read", "feedback:write"),
        // Engagement.
        PublicRoute.Link("/approve/{}/**", ServiceNames.Engagement),
        PublicRoute.Link("/preferences/{}/**", ServiceNames.Engagement),
        PublicRoute.Link("/booking/{}/**", ServiceNames.Engagement),
        PublicRoute.Link("/cal/{}", ServiceNames.Engagement),
        PublicRoute.Link("/hooks/mail/{}", ServiceNames.Engagement) with
        {
            BodyLimit = 32 * MiB,
        },
        new("/sdk/v1/**", ServiceNames.Engagement, null, null, RateLimitPolicy.Sdk)
        {
            Anonymous = true,
            BodyLimit = 256 * 1024,
        },
        new("/sdk/{}", ServiceNames.Engagement, null, null, RateLimitPolicy.Sdk)
        {
            Anonymous = true,
            IsCacheable = true,
        },
        new("/v1/playbooks/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/runs/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/approvals/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/inbox/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/contact-budget/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/campaigns/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/preferences/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/message-templates/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/emails/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/messages/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/applications/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/meetings/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/cadences/**", ServiceNames.Engagement, "engagement:read", "engagement:write"),
        new("/v1/contacts/{}/engagement", ServiceNames.Engagement, "engagement:read", null),
        // Accounts, and what is left under an account.
        new("/v1/imports/**", ServiceNames.Accounts, "accounts:read", "accounts:write", RateLimitPolicy.Heavy)
        {
            BodyLimit = 256 * MiB,
            Timeout = TimeSpan.FromMinutes(5),
        },
        new("/v1/import-mappings/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/segments/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/merges/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/search/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/views/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/erasures/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/activities/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/bulk/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/contacts/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/handovers/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/kickoffs/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/team/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/people/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/me/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/teams/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/organisation/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        // Name and logo, which the pages show that customers see.
        new("/organisation/**", ServiceNames.Accounts, null, null, RateLimitPolicy.Anonymous) { Anonymous = true },
        new("/v1/calendar/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/sponsorship/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        // Written in full before its first byte is sent.
        new("/v1/exports/**", ServiceNames.Accounts, "accounts:read", "accounts:write", RateLimitPolicy.Heavy)
        {
            Timeout = TimeSpan.FromMinutes(5),
        },
        new("/v1/attributes/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
        new("/v1/audit/export", ServiceNames.Accounts, "audit:read", null, RateLimitPolicy.Heavy)
        {
            Roles = ["ops", "manager", "executive"],
            Timeout = TimeSpan.FromMinutes(5),
        },
        new("/v1/audit/**", ServiceNames.Accounts, "audit:read", null) { Roles = ["ops", "manager", "executive"] },
        new("/v1/accounts/**", ServiceNames.Accounts, "accounts:read", "accounts:write"),
    ];

    /// <summary>gRPC by the package of the called service: <c>/platform.scoring.v1.Usage/Stream</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Grpc = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["platform.accounts.v1"] = ServiceNames.Accounts,
        ["platform.plans.v1"] = ServiceNames.SuccessPlans,
        ["platform.scoring.v1"] = ServiceNames.HealthScoring,
        ["platform.renewals.v1"] = ServiceNames.Renewals,
        ["platform.feedback.v1"] = ServiceNames.Feedback,
        ["platform.engagement.v1"] = ServiceNames.Engagement,
    };

    /// <summary>Every method of a package: the services know their methods' scopes, and streams have no
    /// length.</summary>
    public static readonly IReadOnlyList<PublicRoute> GrpcCalls =
    [
        .. Grpc.Select(package => new PublicRoute($"/{package.Key}.{{}}/{{}}", package.Value, null, null)
        {
            BodyLimit = null,
            Timeout = null,
        }),
    ];

    /// <summary>The line of <paramref name="path"/>, or null where nothing is published under it.</summary>
    public static PublicRoute? Find(string path) => Rest.FirstOrDefault(route => route.Matches(path));

    /// <summary>The service of a gRPC path such as <c>/platform.scoring.v1.Usage/Stream</c>, or null.</summary>
    public static string? FindGrpc(string path)
    {
        var end = path.IndexOf('/', 1);
        var package = end < 0 ? -1 : path.LastIndexOf('.', end);
        return package > 1 ? Grpc.GetValueOrDefault(path[1..package]) : null;
    }
}
