using Platform.Statistics.Classification;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <summary>What a model is worth on outcomes that it had not seen, always later than those it learned from. Intervals
/// are of 95 %.</summary>
/// <param name="Refusal">Why there is no model; absent where there is one.</param>
/// <param name="NothingToLearn">No kind is told apart better than by a coin: the model gives no probabilities.</param>
/// <param name="Brier">0 is perfect; compare with <paramref name="BrierOfBaseRate"/>, which knows the shares of the
/// kinds alone.</param>
/// <param name="Verdict">In words, what the figures on kept-apart outcomes allow to say.</param>
/// <param name="Outcomes">Outcomes that it learned from.</param>
/// <param name="HeldOut">Outcomes that were kept apart to test it on.</param>
/// <param name="BrierOfBaseRate">Brier score of always saying the mean: what a model has to beat.</param>
/// <param name="Kinds">Figures of each kind of model that was tried.</param>
/// <param name="Strongest">The measures that move the prediction most.</param>
public sealed record ModelFigures(
    string? Refusal,
    bool NothingToLearn,
    string Verdict,
    int Outcomes,
    int HeldOut,
    double? Brier,
    double? BrierOfBaseRate,
    IReadOnlyList<KindFigures> Kinds,
    IReadOnlyList<StrongFeature> Strongest
)
{
    public static ModelFigures From(TrainingResult r, IReadOnlyList<StrongFeature> strongest) =>
        new(
            r.Refusal,
            r.NothingToLearn,
            r.Verdict,
            r.Rows,
            r.HeldOut,
            double.IsNaN(r.Brier) ? null : r.Brier,
            double.IsNaN(r.BrierOfBaseRate) ? null : r.BrierOfBaseRate,
            [
                .. r.Classes.Select(c => new KindFigures(
                    c.Class,
                    c.Count,
                    c.Auc.Auc,
                    c.Auc.Interval.Low,
                    c.Auc.Interval.High,
                    [.. c.Calibration.Select(Row)]
                )),
            ],
            strongest
        );

    private static CalibrationRow Row(CalibrationBin b) =>
        new(b.Count, b.Predicted, b.Observed, b.Interval.Low, b.Interval.High);
}
