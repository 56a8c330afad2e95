namespace Platform.Gateway.Overview;

/// <param name="Status">active, or left once the person works there no more.</param>
public sealed record OverviewContact(
    Guid Id,
    string Name,
    string? Title,
    string? Seniority,
    string? Function,
    IReadOnlyList<string> Roles,
    string Status,
    DateTimeOffset? LastTwoWayContactAt
);
