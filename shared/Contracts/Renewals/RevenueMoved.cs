namespace Platform.Contracts.Renewals;

/// <summary>
/// The movement ledger of an account got new rows. A row that <see cref="RevenueMovement.Reverses"/> another takes back
/// what was believed before.
/// </summary>
[EventName("renewals.revenue-moved.v1")]
public sealed record RevenueMoved(Guid AccountId, IReadOnlyList<RevenueMovement> Movements) : DomainEvent(AccountId);

/// <param name="Kind"><c>new</c>, <c>expansion</c>, <c>contraction</c>, <c>churn</c> or <c>reactivation</c>.</param>
/// <param name="Delta">Change of MRR with its sign, reporting currency.</param>
/// <param name="EffectiveOn">When it takes effect: possibly long ago, possibly in the future.</param>
/// <param name="Reverses">Id of the movement that this one takes back.</param>
public sealed record RevenueMovement(Guid Id, string Kind, Money Delta, DateOnly EffectiveOn, Guid? Reverses);
