using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.Accounts.Owners;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="Reason">Why nothing was proposed for it.</param>
public sealed record SkippedMove(Guid AccountId, string Name, string Reason);
