namespace Platform.Gateway.Routing;

/// <summary>The services' names in the topology, as the AppHost and the configuration spell them.</summary>
public static class ServiceNames
{
    public const string Self = "gateway";
    public const string Accounts = "accounts";
    public const string SuccessPlans = "success-plans";
    public const string HealthScoring = "health-scoring";
    public const string Renewals = "renewals";
    public const string Feedback = "feedback";
    public const string Engagement = "engagement";

    /// <summary>Everything the gateway stands in front of.</summary>
    public static readonly IReadOnlyList<string> Upstream =
    [
        Accounts,
        SuccessPlans,
        HealthScoring,
        Renewals,
        Feedback,
        Engagement,
    ];
}
