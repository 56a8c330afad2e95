using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Overrides;

/// <param name="Until">The last day on which it holds, or held.</param>
/// <param name="By">Who put it.</param>
public sealed record OverrideResponse(
    Guid AccountId,
    decimal Score,
    string Reason,
    DateOnly From,
    DateOnly Until,
    string By,
    DateTimeOffset At
);
