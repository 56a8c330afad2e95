namespace Platform.Contracts.Renewals;

/// <param name="Trigger"><c>seats_used</c>, <c>premium_use</c>, <c>new_team</c> or <c>users_growth</c>.</param>
[EventName("renewals.expansion-detected.v1")]
public sealed record ExpansionDetected(Guid AccountId, Guid ExpansionId, string Trigger, string Evidence)
    : DomainEvent(AccountId);
