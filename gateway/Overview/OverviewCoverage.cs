namespace Platform.Gateway.Overview;

/// <summary>Whom we talk to: three high, three wide.</summary>
/// <param name="Wide">How many functions of the customer have a live contact.</param>
/// <param name="LiveContacts">How many contacts had a two-way contact lately.</param>
/// <param name="MissingSeniorities">Seniorities without a live contact.</param>
/// <param name="MissingFunctions">Functions without a live contact.</param>
/// <param name="SingleThreaded">Whether one person carries the relationship.</param>
/// <param name="MeetsTarget">Whether nothing of the target is missing.</param>
/// <param name="NextDecayOn">When the next contact stops counting as live (RFC 3339, UTC).</param>
public sealed record OverviewCoverage(
    int High,
    int Wide,
    int LiveContacts,
    IReadOnlyList<string> MissingSeniorities,
    IReadOnlyList<string> MissingFunctions,
    bool SingleThreaded,
    bool MeetsTarget,
    DateTimeOffset? NextDecayOn
);
