using System.Globalization;
using Platform.HealthScoring.Scoring;
using Platform.Statistics.Classification;

namespace Platform.HealthScoring.Validation;

/// <summary>Figures of validation from cases; pure.</summary>
public static class ScorecardValidation
{
    private const int Month = 30;

    public static ValidationFigures Of(IReadOnlyList<ValidationCase> cases, int horizonDays)
    {
        var scored = cases.Where(c => c.Score is not null).ToList();
        var red = scored.Where(c => c.Band == Band.Red).ToList();
        var lost = scored.Where(c => c.Churned).ToList();
        // Low is bad: the score is turned round, so that a high AUC means that losses had the low scores.
        var roc = Roc.Of([.. scored.Select(c => (-(double)c.Score!.Value, c.Churned))]);
        var auc = roc is null
            ? null
            : new Discrimination(roc.Auc, roc.Interval.Low, roc.Interval.High, roc.Positives, roc.Negatives);
        return new(
            horizonDays,
            cases.Count,
            cases.Count(c => c.Churned),
            cases.Count - scored.Count,
            Share.Counted(red.Count(c => c.Churned), red.Count),
            Share.Counted(lost.Count(c => c.Band == Band.Red), lost.Count),
            auc,
            LeadTimeOf([.. cases.Where(c => c.Churned)]),
            [
                .. Enum.GetValues<Band>()
                    .Select(b => new BandCalibration(
                        Bands.TextOf(b)!,
                        Share.Counted(scored.Count(c => c.Band == b && c.Churned), scored.Count(c => c.Band == b))
                    )),
            ],
            VerdictOf(auc, scored.Count),
            cases.Count(c => c.IsBeforeRecords),
            Share.Counted(scored.Count(c => c.IsSettled), cases.Count(c => c.IsSettled))
        );
    }

    private static LeadTime LeadTimeOf(List<ValidationCase> losses)
    {
        var days = losses.Select(l => (double)l.RedForDays).Order().ToList();
        double? median =
            days.Count == 0 ? null
            : days.Count % 2 == 1 ? days[days.Count / 2]
            : (days[days.Count / 2 - 1] + days[days.Count / 2]) / 2;
        return new(
            losses.Count,
            median,
            Share.Counted(losses.Count(l => l.RedForDays > 0), losses.Count),
            Share.Counted(losses.Count(l => l.RedForDays >= Month), losses.Count)
        );
    }

    private static string VerdictOf(Discrimination? auc, int scored) =>
        auc switch
        {
            null => $"Nothing can be said: among {scored} scored outcomes there are not both losses and renewals.",
            { Low: > 0.5 } => FormattableString.Invariant(
                $"Low scores went before losses: AUC {auc.Value:0.000} (95 % {auc.Low:0.000}–{auc.High:0.000})."
            ),
            { High: < 0.5 } => string.Create(
                CultureInfo.InvariantCulture,
                $"The wrong way round: high scores went before losses, AUC {auc.Value:0.000} (95 % "
                    + $"{auc.Low:0.000}–{auc.High:0.000})."
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"No better than a coin as far as one can tell: AUC {auc.Value:0.000} (95 % "
                    + $"{auc.Low:0.000}–{auc.High:0.000})."
            ),
        };
}
