namespace Platform.Engagement.Simulations;

/// <summary>A run that would have been, and what really became of the account.</summary>
/// <param name="StartedAt">When it would have started (RFC 3339, UTC).</param>
/// <param name="State">Where it would stand at the end: <c>waiting</c>, <c>done</c> or <c>exited</c>.</param>
/// <param name="Reason">Why it ended, or what it waits for.</param>
/// <param name="Steps">The steps that it would have done, in order.</param>
/// <param name="ScoreThen">The account's health score at its start, where it was known.</param>
/// <param name="ScoreNow">The account's health score today.</param>
/// <param name="Churned">Whether the customer has left by today.</param>
public sealed record SimulatedRun(
    Guid AccountId,
    string Account,
    DateTimeOffset StartedAt,
    string State,
    string Reason,
    IReadOnlyList<string> Steps,
    decimal? ScoreThen,
    decimal? ScoreNow,
    bool Churned
);
