using Platform.HealthScoring.Studies;

namespace Platform.HealthScoring.Validation;

/// <param name="Figures">Once it is done.</param>
/// <param name="Study">How far it has come.</param>
/// <param name="ScorecardId">The scorecard that was held against past outcomes.</param>
public sealed record ValidationResponse(StudyProgress Study, Guid ScorecardId, ValidationFigures? Figures)
{
    public static ValidationResponse From(StudyRow row) =>
        new(StudyProgress.From(row), row.ScorecardId!.Value, row.ResultAs<ValidationFigures>());
}
