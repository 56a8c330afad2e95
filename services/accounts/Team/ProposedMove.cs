using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.Accounts.Owners;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="HandoverId">The hand-over that waits for the receiver.</param>
/// <param name="ToPersonId">User id of who is asked.</param>
public sealed record ProposedMove(Guid AccountId, string Name, Guid HandoverId, string ToPersonId);
