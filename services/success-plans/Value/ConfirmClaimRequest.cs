namespace Platform.SuccessPlans.Value;

/// <param name="ContactId">Who confirmed it on the customer's side.</param>
public sealed record ConfirmClaimRequest(Guid ContactId);
