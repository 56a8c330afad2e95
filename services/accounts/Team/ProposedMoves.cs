namespace Platform.Accounts.Team;

/// <param name="Proposed">One hand-over per account, the largest first.</param>
/// <param name="Skipped">Accounts that wait for another receiver already.</param>
public sealed record ProposedMoves(IReadOnlyList<ProposedMove> Proposed, IReadOnlyList<SkippedMove> Skipped);
