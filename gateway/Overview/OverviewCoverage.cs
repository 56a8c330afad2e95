namespace Platform.Gateway.Overview;

/// <summary>Whom we talk to: three high, three wide.</summary>
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
