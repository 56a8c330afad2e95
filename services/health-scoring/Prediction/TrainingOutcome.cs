namespace Platform.HealthScoring.Prediction;

/// <param name="ModelId">Absent where the training was refused.</param>
public sealed record TrainingOutcome(Guid? ModelId, int? Version, ModelFigures Figures);
