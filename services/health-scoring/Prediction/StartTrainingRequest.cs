using System.ComponentModel.DataAnnotations;

namespace Platform.HealthScoring.Prediction;

/// <param name="HorizonDays">How long before each outcome the measures are taken, and so how far ahead the model looks;
/// 90 by default.</param>
public sealed record StartTrainingRequest([Range(1, 365)] int? HorizonDays);
