namespace Platform.Accounts.Coverage;

/// <param name="Seniority"><c>individual</c>, <c>manager</c>, <c>director</c>, <c>executive</c>, or null when
/// unknown.</param>
public sealed record CoveredContact(
    Guid Id,
    string? Seniority,
    string? Function,
    DateTimeOffset? LastTwoWayContactAt,
    bool IsActive
);
