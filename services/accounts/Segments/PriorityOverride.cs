namespace Platform.Accounts.Segments;

/// <param name="Priority">p1, p2 or p3, as the person said.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">Last day on which it holds; then the rule decides again.</param>
/// <param name="InForce">Whether it holds today.</param>
/// <param name="SetBy">User id of who said so.</param>
/// <param name="SetAt">When it was said (RFC 3339, UTC).</param>
public sealed record PriorityOverride(
    string Priority,
    string Reason,
    DateOnly Until,
    bool InForce,
    string SetBy,
    DateTimeOffset SetAt
);
