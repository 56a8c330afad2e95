namespace Platform.Contracts.HealthScoring;

/// <param name="Probability">That the account churns within the model's horizon, 0–1; null: not known any more.</param>
public sealed record ChurnPrediction(Guid AccountId, decimal? Probability);
