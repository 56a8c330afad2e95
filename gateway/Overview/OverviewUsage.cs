namespace Platform.Gateway.Overview;

/// <summary>Use of the last 28 days.</summary>
/// <param name="ActiveUsers">Distinct over all days.</param>
/// <param name="ActiveDays">Days on which somebody used the product.</param>
/// <param name="Features">Those that are used, by the number of their users.</param>
public sealed record OverviewUsage(
    DateOnly From,
    DateOnly To,
    int ActiveUsers,
    int ActiveDays,
    long Events,
    IReadOnlyDictionary<string, int> Features
);
