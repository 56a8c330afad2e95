using Platform.HealthScoring.Studies;

namespace Platform.HealthScoring.Prediction;

/// <param name="Outcome">Once it is done: the model's version and figures, or why there is none.</param>
/// <param name="Study">How far it has come.</param>
public sealed record TrainingResponse(StudyProgress Study, TrainingOutcome? Outcome)
{
    public static TrainingResponse From(StudyRow row) => new(StudyProgress.From(row), row.ResultAs<TrainingOutcome>());
}
