namespace Platform.HealthScoring.Rounds;

/// <summary>The accounts of one step of a round; committed with what is done for them.</summary>
/// <param name="Accounts">In the order of their ids.</param>
/// <param name="IsMore">Whether another step finds work at once.</param>
internal sealed record RoundStep(Guid[] Accounts, bool IsMore);
