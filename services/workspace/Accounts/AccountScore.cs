namespace Platform.Workspace.Accounts;

/// <summary>A score with its explanation, as <c>GET /v1/accounts/{id}/score</c> answers.</summary>
/// <param name="BeforeCaps">What the measures come to, before caps and override.</param>
/// <param name="CapAdjustment">What the caps take, 0 or less.</param>
/// <param name="OverrideAdjustment">What a person's override adds or takes.</param>
public sealed record AccountScore(
    decimal? Score,
    string? Band,
    bool InsufficientData,
    decimal? BeforeCaps,
    decimal CapAdjustment,
    decimal OverrideAdjustment,
    DateOnly? AsOf,
    DateTimeOffset? ScoredAt,
    AccountScoreCard? Scorecard,
    IReadOnlyList<AccountScoreContribution> Contributions,
    IReadOnlyList<AccountScoreCap> Caps
);

public sealed record AccountScoreCard(string Segment, int Version);

/// <param name="Raw">The measure itself; left out where it is not known.</param>
/// <param name="PointsLost">What it costs the score.</param>
public sealed record AccountScoreContribution(string Measure, string Group, decimal? Raw, decimal PointsLost);

/// <param name="Binding">Whether it holds the score down now.</param>
public sealed record AccountScoreCap(string Name, decimal AtMost, string Reason, bool Binding);
