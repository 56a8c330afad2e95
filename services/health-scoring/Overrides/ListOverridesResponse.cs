using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Overrides;

public sealed record ListOverridesResponse(IReadOnlyList<OverrideResponse> Items);
