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
