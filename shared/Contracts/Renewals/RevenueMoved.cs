namespace Platform.Contracts.Renewals;

/// <summary>
/// The movement ledger of an account got new rows. A row that <see cref="RevenueMovement.Reverses"/> another takes back
/// what was believed before.
/// </summary>
[EventName("renewals.revenue-moved.v1")]
public sealed record RevenueMoved(Guid AccountId, IReadOnlyList<RevenueMovement> Movements) : DomainEvent(AccountId);
