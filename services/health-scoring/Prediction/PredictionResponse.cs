namespace Platform.HealthScoring.Prediction;

/// <param name="Probabilities">By kind of outcome; they add up to 1. A kind of which there were too few cases to learn
/// is absent.</param>
/// <param name="Verdict">What the model was worth on outcomes that it had not seen.</param>
/// <param name="ModelVersion">Version of the model, counting from 1.</param>
/// <param name="Contributions">What moves it up or down, the largest part first.</param>
public sealed record PredictionResponse(
    Guid AccountId,
    DateOnly AsOf,
    int HorizonDays,
    int ModelVersion,
    IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyList<PredictionContribution> Contributions,
    string Verdict
);
