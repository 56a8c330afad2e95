using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>A new score beside the one before it: what to write and what to publish.</summary>
internal sealed record ScoringResult(
    CurrentScore Before,
    ScorecardInUse Card,
    HealthScore Score,
    MeasureValues Values,
    int Version,
    bool Changed,
    bool IsPublished
)
{
    private const int MostDrivers = 3;

    public string? BandText => Bands.TextOf(Score.Band);

    public static ScoringResult Of(
        CurrentScore before,
        ScorecardInUse card,
        HealthScore score,
        MeasureValues values,
        decimal publishFrom
    )
    {
        var first = before.Version == 0;
        var changed =
            first
            || before.Score != score.Score
            || before.Band != Bands.TextOf(score.Band)
            || before.ScorecardId != card.Id;
        var published =
            first
            || before.PublishedBand != Bands.TextOf(score.Band)
            || before.PublishedScore is null != score.Score is null
            || Math.Abs((before.PublishedScore ?? 0) - (score.Score ?? 0)) >= publishFrom;
        return new ScoringResult(
            before,
            card,
            score,
            values,
            changed ? before.Version + 1 : before.Version,
            changed,
            changed && published
        );
    }

    public IEnumerable<(DomainEvent Event, Guid Key)> Events()
    {
        if (!IsPublished)
            yield break;
        var drivers = Score
            .Drivers.Take(MostDrivers)
            .Select(d => new HealthDriver(d.Cause, d.Cost, d.Playbook))
            .ToList();
        var (from, to) = (Bands.ToContract(Before.PublishedBand), Bands.ToContract(BandText));
        yield return (
            new HealthScoreChanged(
                Before.AccountId,
                Version,
                Score.Score,
                Before.PublishedScore,
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
