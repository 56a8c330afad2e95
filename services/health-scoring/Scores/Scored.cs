using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>A fresh score beside the one before it: what to write and what to tell.</summary>
internal sealed record Scored(
    CurrentScore Before,
    ScorecardInUse Card,
    HealthScore Score,
    MeasureValues Values,
    int Version,
    bool Changed,
    bool Told
)
{
    private const int DriversTold = 3;

    public string? BandText => Bands.TextOf(Score.Band);

    public static Scored After(
        CurrentScore before,
        ScorecardInUse card,
        HealthScore score,
        MeasureValues values,
        decimal tellFrom
    )
    {
        var first = before.Version == 0;
        var changed =
            first
            || before.Score != score.Score
            || before.Band != Bands.TextOf(score.Band)
            || before.ScorecardId != card.Id;
        var told =
            first
            || before.ToldBand != Bands.TextOf(score.Band)
            || before.ToldScore is null != score.Score is null
            || Math.Abs((before.ToldScore ?? 0) - (score.Score ?? 0)) >= tellFrom;
        return new Scored(
            before,
            card,
            score,
            values,
            changed ? before.Version + 1 : before.Version,
            changed,
            changed && told
        );
    }

    public IEnumerable<(DomainEvent Event, Guid Key)> Events()
    {
        if (!Told)
            yield break;
        var drivers = Score
            .Drivers.Take(DriversTold)
            .Select(d => new HealthDriver(d.Cause, d.Cost, d.Playbook))
            .ToList();
        var (from, to) = (Bands.ToContract(Before.ToldBand), Bands.ToContract(BandText));
        yield return (
            new HealthScoreChanged(
                Before.AccountId,
                Version,
                Score.Score,
                Before.ToldScore,
                to,
                from,
                drivers,
                Card.Segment,
                Card.Version
            ),
            Before.AccountId
        );
        if (Before.Version > 0 && from != to)
            yield return (
                new HealthBandChanged(Before.AccountId, Version, from, to, Score.Score, drivers),
                Before.AccountId
            );
    }
}
