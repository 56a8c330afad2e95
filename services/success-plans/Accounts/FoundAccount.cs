using Platform.Contracts.Accounts;

namespace Platform.SuccessPlans.Accounts;

public sealed record FoundAccount(int Version, AccountSnapshot Account, IReadOnlyList<FoundContact> Contacts);
