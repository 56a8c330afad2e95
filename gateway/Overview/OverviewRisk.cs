namespace Platform.Gateway.Overview;

/// <param name="State">open, plan_in_place or saving.</param>
/// <param name="Cause">What is the matter, in a sentence.</param>
public sealed record OverviewRisk(
    Guid Id,
    string Category,
    string Cause,
    string State,
    string? Owner,
    DateTimeOffset? OpenedAt
);
