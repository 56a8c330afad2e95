using Platform.Contracts.Accounts;

namespace Platform.SuccessPlans.Accounts;

public sealed record FoundContact(Guid ContactId, int Version, ContactSnapshot Contact);
