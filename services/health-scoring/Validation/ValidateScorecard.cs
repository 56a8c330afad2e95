using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Studies;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Validation;

/// <summary>Scores every account as of some days before each of its past outcomes, with one version of a scorecard, and
/// counts what came.</summary>
public sealed class ValidateScorecard(Database database, PastMeasures past, UsageCalendar calendar) : IStudy
{
    public string Kind => "validation";

    /// <summary>Losses are looked at every so many days back from the day itself, for so long, to find since when they
    /// had been red.</summary>
    private const int StepDays = 15;
    private const int LookBackDays = 180;

    /// <summary>The longest windows of the measures: 28 days against the 28 before, 30 against 30.</summary>
    private const int WindowDays = 60;

    public async Task<object> RunAsync(StudyRow study, Func<int, int, Task> progress, CancellationToken ct)
    {
        var row = await database.SingleOrDefaultAsync<ScorecardRow>(
            $"select {ScorecardRow.Columns} from scorecard where scorecard_id = @ScorecardId",
            new { study.ScorecardId },
            ct
        ) ?? throw ScorecardProblems.NotFound(study.ScorecardId ?? Guid.Empty).ToException();
        var card = row.Card();
        var outcomes = await OutcomeRepository.ReadAsync(database, calendar.Today, row.Segment, ct);

        var wanted = outcomes.SelectMany(o => DaysOf(o, study.HorizonDays)).ToHashSet();
        var measures = await past.ReadAsync(wanted, done => progress(done, wanted.Count), ct);
        var settledFrom = (await StoredDays.FirstRecordedDayAsync(database, ct))?.AddDays(
            study.HorizonDays + WindowDays
        );
        HealthScore? ScoreOf(Outcome o, int daysBefore) =>
            measures.TryGetValue(new PastDay(o.AccountId, o.DecidedOn.AddDays(-daysBefore)), out var values)
                ? HealthScorer.Score(card, values)
                : null;

        var figures = ScorecardValidation.Of(
            [
                .. outcomes.Select(o =>
                {
                    var before = ScoreOf(o, study.HorizonDays);
                    return new ValidationCase(
                        o.Churned,
                        before?.Score,
                        before?.Band,
                        o.Churned ? RedFor(o, ScoreOf) : 0,
                        IsBeforeRecords: before is null,
                        IsSettled: o.DecidedOn >= settledFrom
                    );
                }),
            ],
            study.HorizonDays
        );
        await PublishAsync(row, figures, ct);
        return figures;
    }

    /// <summary>What was observed of the bands is how likely others take accounts to be kept; of a draft, and of a card
    /// that is retired, it says nothing.</summary>
    private async Task PublishAsync(ScorecardRow card, ValidationFigures figures, CancellationToken ct)
    {
        if (card.Status != "active")
            return;
        await using var work = await database.BeginAsync(ct);
        await work.EnqueueAsync(
            new ScorecardValidated(
                card.ScorecardId,
                card.Segment,
                card.Version,
                [
                    .. figures
                        .Calibration.Where(band => band.Losses.Of > 0)
                        .Select(band => new ValidatedBand(
                            Bands.ToContract(band.Band)!.Value,
                            band.Losses.Of,
                            decimal.Round(1 - (decimal)band.Losses.Value!.Value, 4)
                        )),
                ]
            ),
            card.ScorecardId
        );
        await work.CommitAsync();
    }

    private static IEnumerable<PastDay> DaysOf(Outcome outcome, int horizon)
    {
        yield return new PastDay(outcome.AccountId, outcome.DecidedOn.AddDays(-horizon));
        if (!outcome.Churned)
            yield break;
        for (var back = 1; back <= LookBackDays; back += StepDays)
            yield return new PastDay(outcome.AccountId, outcome.DecidedOn.AddDays(-back));
    }

    private static int RedFor(Outcome outcome, Func<Outcome, int, HealthScore?> scoreOf)
    {
        var red = 0;
        for (var back = 1; back <= LookBackDays && scoreOf(outcome, back)?.Band == Band.Red; back += StepDays)
            red = back;
        return red;
    }
}
