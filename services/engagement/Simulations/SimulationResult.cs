namespace Platform.Engagement.Simulations;

/// <summary>What a playbook would have done.</summary>
/// <param name="Events">Kept events that were replayed.</param>
/// <param name="Runs">Runs that would have started.</param>
/// <param name="Accounts">Different accounts among them.</param>
/// <param name="StepsByDay">Steps that would have been done, by type and day: <c>task</c> → <c>2026-11-03</c> →
/// 4.</param>
/// <param name="ApprovalsByPersonAndWeek">Decisions that the CSMs would have been asked for: user id → Monday of the
/// week → 2.</param>
/// <param name="Sample">Up to 200 of the runs, the first first.</param>
public sealed record SimulationResult(
    int Events,
    int Runs,
    int Accounts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> StepsByDay,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> ApprovalsByPersonAndWeek,
    IReadOnlyList<SimulatedRun> Sample
);
