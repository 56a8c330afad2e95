using Platform.Accounts.Owners;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Sponsorship;

public sealed record SponsorLoad(string PersonId, int Accounts, decimal Arr);
