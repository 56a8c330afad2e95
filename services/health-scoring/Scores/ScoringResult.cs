using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// A new score beside the one before it: what to write and what to publish. The current score is always written.
/// History gets a row when band, caps, scorecard or the score in whole points change, and at most one an hour for
/// smaller moves: a busy account's score moves by hundredths many times a minute, and the score of any past instant
/// stays known to the point.
/// </summary>
/// <param name="Changed">History gets a row, and the version grows.</param>
internal sealed record ScoringResult(
    CurrentScore Before,
    ScorecardInUse Card,
    ScoreFigures Score,
    MeasureValues Values,
    int Version,
    bool Changed,
    bool IsPublished
)
{
    private const int MostDrivers = 3;

    /// <summary>With its explanation, for those that are recorded and told.</summary>
    private readonly Lazy<HealthScore> _explained = new(() => HealthScorer.Score(Card.Rules, Values));

    public HealthScore Explained => _explained.Value;

    public string? BandText => Bands.TextOf(Score.Band);

    public static ScoringResult Of(
        CurrentScore before,
        ScorecardInUse card,
        ScoreFigures score,
        MeasureValues values,
        ScoringOptions options,
        DateTimeOffset now
    )
    {
        var first = before.Version == 0;
        var moved =
            first
            || before.RecordedScore != score.Score
            || before.Band != Bands.TextOf(score.Band)
            || before.ScorecardId != card.Id;
        var published =
            moved
            && (
                first
                || before.PublishedBand != Bands.TextOf(score.Band)
                || before.PublishedScore is null != score.Score is null
                || Math.Abs((before.PublishedScore ?? 0) - (score.Score ?? 0)) >= options.PublishFromPoints
            );
        var changed = published || IsToBeRecorded(before, card, score, moved, options, now);
        return new ScoringResult(
            before,
            card,
            score,
            values,
            changed ? before.Version + 1 : before.Version,
            changed,
            published
        );
    }

    private static bool IsToBeRecorded(
        CurrentScore before,
        ScorecardInUse card,
        ScoreFigures score,
        bool moved,
        ScoringOptions options,
        DateTimeOffset now
    ) =>
        before.Version == 0
        || before.Band != Bands.TextOf(score.Band)
        || before.ScorecardId != card.Id
        || before.RecordedScore is null != score.Score is null
        || WholePoints(before.RecordedScore) != WholePoints(score.Score)
        || (before.RecordedCaps is { } caps && caps != score.Caps)
        || (moved && now.UtcDateTime >= (before.RecordedAt ?? DateTime.UnixEpoch).AddMinutes(options.SmallMoveMinutes));

    private static decimal? WholePoints(decimal? score) =>
        score is { } points ? Math.Round(points, MidpointRounding.AwayFromZero) : null;

    public IEnumerable<(DomainEvent Event, Guid Key)> Events()
    {
        if (!IsPublished)
            yield break;
        var drivers = Explained
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
