namespace Platform.HealthScoring.Prediction;

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
