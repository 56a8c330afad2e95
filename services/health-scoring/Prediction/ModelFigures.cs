using Platform.Statistics.Classification;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <param name="Auc">Of this kind against all others, on outcomes later than those learned from.</param>
/// <param name="Kind">The kind of model: regression or a tree, for example.</param>
/// <param name="AucLow">Lower end of the AUC's 95 % interval.</param>
/// <param name="AucHigh">Upper end of the AUC's 95 % interval.</param>
/// <param name="Calibration">Predicted against observed, by tenths of the accounts.</param>
public sealed record KindFigures(
    string Kind,
    int Count,
    double Auc,
    double AucLow,
    double AucHigh,
    IReadOnlyList<CalibrationRow> Calibration
);

/// <param name="Predicted">Mean predicted probability of the bin.</param>
/// <param name="Observed">Share that came so, with its interval.</param>
/// <param name="ObservedLow">Lower end of the observed share's 95 % interval, 0 to 1.</param>
/// <param name="ObservedHigh">Upper end of the observed share's 95 % interval, 0 to 1.</param>
public sealed record CalibrationRow(
    int Count,
    double Predicted,
    double Observed,
    double ObservedLow,
    double ObservedHigh
);

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

/// <param name="Strength">Spread of what the measure adds to the log-odds of churn.</param>
/// <param name="Toward"><c>more</c> or <c>less</c> of it makes churn likelier.</param>
public sealed record StrongFeature(string Measure, double Strength, string Toward);
