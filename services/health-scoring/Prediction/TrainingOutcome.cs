using System.Text.Json;
using Platform.Contracts;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Data;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <param name="ModelId">Absent where the training was refused.</param>
public sealed record TrainingOutcome(Guid? ModelId, int? Version, ModelFigures Figures);
