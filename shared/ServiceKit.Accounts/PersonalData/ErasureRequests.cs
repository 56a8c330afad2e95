using Platform.Contracts.Accounts;

namespace Platform.ServiceKit.PersonalData;

public static class ErasureRequests
{
    /// <summary>The contact and the duplicates that were merged into it: one person.</summary>
    public static IReadOnlyList<Guid> AllContacts(this ContactErasureRequested request) =>
        [request.ContactId, .. request.DuplicateContactIds ?? []];

    /// <summary>The account and those that it was ever merged with: whatever was written there may name the
    /// person.</summary>
    public static IReadOnlyList<Guid> AllAccounts(this ContactErasureRequested request) =>
        [request.AccountId, .. request.MergedAccountIds ?? []];
}
