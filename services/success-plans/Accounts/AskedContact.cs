using Platform.Contracts.Accounts;

namespace Platform.SuccessPlans.Accounts;

public sealed record AskedContact(Guid ContactId, int Version, ContactSnapshot Contact);
