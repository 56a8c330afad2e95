using Platform.Gateway.Limits;
using static Platform.Gateway.Routing.ServiceNames;

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
        new("/v1/tokens", Self, null, null, Budgets.Anonymous) { Anonymous = true },
        new("/v1/api-keys/**", Self, "api-keys:manage", "api-keys:manage") { Roles = ["ops"] },
        new("/v1/portfolio", Self, "accounts:read", null),
        new("/v1/accounts/{}/overview", Self, "accounts:read", null),
        new("/v1/stream", Self, "events:read", null) { Timeout = null },
        new("/v1/webhooks/**", Self, "webhooks:manage", "webhooks:manage") { Roles = ["ops"] },

        // Health scoring.
        new("/v1/events", HealthScoring, "usage:read", "usage:write", Budgets.Ingest) { BodyLimit = 8 * MiB },
        new("/v1/features/**", HealthScoring, "usage:read", "usage:write"),
        new("/v1/scorecards/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/scores/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/insights/**", HealthScoring, "scores:read", "scores:write", Budgets.Heavy),
        new("/v1/predictions/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/validations/**", HealthScoring, "scores:read", "scores:write", Budgets.Heavy),
        new("/v1/power-users/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/score/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/scores/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/measures/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/usage/**", HealthScoring, "usage:read", "usage:write"),
        new("/v1/accounts/{}/power-users/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/prediction/**", HealthScoring, "scores:read", "scores:write"),
        new("/v1/accounts/{}/sentiment/**", HealthScoring, "scores:read", "scores:write"),

        // Renewals.
        new("/v1/products/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/subscriptions/**", Renewals, "renewals:read", "renewals:write") { BodyLimit = 16 * MiB },
        new("/v1/contracts/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/invoices/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/movements/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/metrics/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/metric-definitions/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/renewals/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/forecasts/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/risks/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/plays/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/concessions/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/war-rooms/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/line-reviews/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/expansions/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/churn/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/retrospectives/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/exchange-rates/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/accounts/{}/subscriptions/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/accounts/{}/renewals/**", Renewals, "renewals:read", "renewals:write"),
        new("/v1/accounts/{}/movements/**", Renewals, "renewals:read", "renewals:write"),

        // Success plans.
        new("/v1/shared/**", SuccessPlans, null, null, Budgets.Anonymous) { Anonymous = true },
        new("/v1/plans/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/plan-templates/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/tactics/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/onboardings/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/reviews/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/courses/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/plan/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/plans/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/onboarding/**", SuccessPlans, "plans:read", "plans:write"),
        new("/v1/accounts/{}/reviews/**", SuccessPlans, "plans:read", "plans:write"),

        // Feedback.
        new("/v1/answers/{}", Feedback, null, null, Budgets.Anonymous) { Anonymous = true },
        new("/v1/surveys/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/waves/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/loops/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/requests/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/advocates/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/boards/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/interviews/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/accounts/{}/answers/**", Feedback, "feedback:read", "feedback:write"),
        new("/v1/accounts/{}/feedback/**", Feedback, "feedback:read", "feedback:write"),

        // Accounts, and what is left under an account.
        new("/v1/imports/**", Accounts, "accounts:read", "accounts:write", Budgets.Heavy) { BodyLimit = 256 * MiB, Timeout = TimeSpan.FromMinutes(5) },
        new("/v1/import-mappings/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/segments/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/contacts/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/tickets/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/activities/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/handovers/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/coverage-models/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/attributes/**", Accounts, "accounts:read", "accounts:write"),
        new("/v1/audit/**", Accounts, "audit:read", null) { Roles = ["ops", "manager", "executive"] },
        new("/v1/accounts/**", Accounts, "accounts:read", "accounts:write"),
    ];

    /// <summary>gRPC by the package of the called service: <c>/platform.scoring.v1.Usage/Stream</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Grpc = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["platform.accounts.v1"] = Accounts,
        ["platform.plans.v1"] = SuccessPlans,
        ["platform.scoring.v1"] = HealthScoring,
        ["platform.renewals.v1"] = Renewals,
        ["platform.feedback.v1"] = Feedback,
    };
}
