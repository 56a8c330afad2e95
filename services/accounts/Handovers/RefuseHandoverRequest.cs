using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Owners;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

public sealed record RefuseHandoverRequest(string Reason);
