namespace Platform.Gateway.Overview;

public sealed record OverviewAccount(
    string Name,
    string? Domain,
    string? Industry,
    string? Country,
    int? Employees,
    string Lifecycle,
    string? Size,
    string? Motion,
    string? Priority,
    DateOnly? CustomerSince,
    IReadOnlyDictionary<string, string> Owners,
    int Version
);
