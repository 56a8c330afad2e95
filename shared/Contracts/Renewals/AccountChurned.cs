namespace Platform.Contracts.Renewals;

/// <summary>Nothing active remains: the account's recurring revenue fell to nothing.</summary>
[EventName("renewals.account-churned.v1")]
public sealed record AccountChurned(
    Guid AccountId,
    Guid ChurnId,
    DateOnly EffectiveOn,
    Money LostArr,
    string? ReasonCode
) : DomainEvent(AccountId);
