namespace Platform.Contracts.HealthScoring;

/// <summary>
/// The organisation's model said anew how likely accounts churn: it was trained, or their measures changed. About no
/// single account; at most 1,000 in one event.
/// </summary>
/// <param name="ModelVersion">Version of the model, counting from 1; 0 where no model knows anything any more.</param>
[EventName("health-scoring.churn-predicted.v1")]
public sealed record ChurnPredicted(int ModelVersion, IReadOnlyList<ChurnPrediction> Accounts)
    : DomainEvent(Guid.Empty);
