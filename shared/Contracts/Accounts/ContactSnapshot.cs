namespace Platform.Contracts.Accounts;

/// <param name="Seniority"><c>individual</c>, <c>manager</c>, <c>director</c>, <c>executive</c>, or null when
/// unknown.</param>
/// <param name="Roles">Of <c>champion</c>, <c>economic_buyer</c>, <c>executive_sponsor</c>, <c>admin</c>,
/// <c>decision_maker</c>, <c>end_user</c>, <c>detractor</c>.</param>
/// <param name="ProductUserIds">Users of the product that this person is, as usage events name them.</param>
/// <param name="Status"><c>active</c> or <c>left</c>.</param>
public sealed record ContactSnapshot(
    string Name,
    string? Email,
    string? Title,
    string? Seniority,
    string? Function,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> ProductUserIds,
    DateTimeOffset? LastTwoWayContactAt,
    string Status,
    IReadOnlyList<ExternalId> ExternalIds
);
