namespace Platform.HealthScoring.Prediction;

public sealed record ListModelsResponse(IReadOnlyList<ModelResponse> Items);
