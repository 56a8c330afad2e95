namespace Platform.SuccessPlans.Enablement;

/// <param name="CompletedOn">Today where it is missing.</param>
public sealed record RecordCompletionRequest(Guid ContactId, DateOnly? CompletedOn);
