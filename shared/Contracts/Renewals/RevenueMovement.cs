namespace Platform.Contracts.Renewals;

/// <param name="Kind"><c>new</c>, <c>expansion</c>, <c>contraction</c>, <c>churn</c> or <c>reactivation</c>.</param>
/// <param name="Delta">Change of MRR with its sign, reporting currency.</param>
/// <param name="EffectiveOn">When it takes effect: possibly long ago, possibly in the future.</param>
/// <param name="Reverses">Id of the movement that this one takes back.</param>
public sealed record RevenueMovement(Guid Id, string Kind, Money Delta, DateOnly EffectiveOn, Guid? Reverses);
