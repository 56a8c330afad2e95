using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Studies;
using Platform.HealthScoring.Validation;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Prediction;

public sealed record ListModelsResponse(IReadOnlyList<ModelResponse> Items);
