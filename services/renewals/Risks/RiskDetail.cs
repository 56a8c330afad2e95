namespace Platform.Renewals.Risks;

/// <param name="DaysIn">Whole days in each state so far.</param>
/// <param name="Risk">The risk itself.</param>
/// <param name="Plays">What was started against it.</param>
public sealed record RiskDetail(
    RiskView Risk,
    IReadOnlyDictionary<string, int> DaysIn,
    IReadOnlyList<RiskPlayView> Plays
);
