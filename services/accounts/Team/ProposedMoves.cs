using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.Accounts.Owners;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="Proposed">One hand-over per account, the largest first.</param>
/// <param name="Skipped">Accounts that wait for another receiver already.</param>
public sealed record ProposedMoves(IReadOnlyList<ProposedMove> Proposed, IReadOnlyList<SkippedMove> Skipped);
