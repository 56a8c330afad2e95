using Platform.Contracts.Accounts;

namespace Platform.SuccessPlans.Accounts;

public sealed record AskedAccount(int Version, AccountSnapshot Account, IReadOnlyList<AskedContact> Contacts);
