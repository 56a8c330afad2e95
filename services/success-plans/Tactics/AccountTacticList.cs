namespace Platform.SuccessPlans.Tactics;

/// <param name="Items">Active first, then the queue in order, then what is over.</param>
/// <param name="Escalations">Tactics that fell behind, and who was told.</param>
public sealed record AccountTacticList(IReadOnlyList<AccountTactic> Items, IReadOnlyList<TacticEscalation> Escalations);
