namespace Platform.Statistics.Learning;

/// <param name="Refusal">Why there is no model; null where there is one.</param>
/// <param name="NothingToLearn">The held-out AUC of no class is clearly better than a toss of a coin.</param>
/// <param name="Verdict">The figures in a sentence.</param>
/// <param name="Split"><c>time</c>: trained on earlier rows, tested on later ones; <c>folds</c>: each row tested by a
/// model that had not seen it.</param>
public sealed record TrainingResult(
    TrainedModel? Model,
    string? Refusal,
    bool NothingToLearn,
    string Verdict,
    string Split,
    int Rows,
    int HeldOut,
    double Brier,
    double BrierOfBaseRate,
    IReadOnlyList<ClassFigures> Classes
);
