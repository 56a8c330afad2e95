using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <param name="Value">In the measure's unit.</param>
public sealed record MeasurePoint(DateOnly Day, decimal Value);
