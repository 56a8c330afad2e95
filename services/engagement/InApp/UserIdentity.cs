namespace Platform.Engagement.InApp;

/// <summary>A user of the product, as its backend vouches for.</summary>
/// <param name="ApplicationId">The application whose secret signed.</param>
/// <param name="AccountId">The account's id; or source and external id name it.</param>
/// <param name="Source">The source of the account's external id.</param>
/// <param name="ExternalId">The account's id at that source.</param>
/// <param name="UserId">The product's own user id.</param>
internal sealed record UserIdentity(
    Guid ApplicationId,
    Guid? AccountId,
    string? Source,
    string? ExternalId,
    string UserId
)
{
    /// <summary>As usage events name the account.</summary>
    public string AccountName => AccountId?.ToString() ?? $"{Source}:{ExternalId}";

    /// <param name="account">The account's id, or <c>source:external-id</c>.</param>
    public static UserIdentity? From(Guid applicationId, string? account, string? user)
    {
        if (string.IsNullOrEmpty(account) || string.IsNullOrEmpty(user) || user.Length > 200)
            return null;
        if (Guid.TryParse(account, out var id))
            return new UserIdentity(applicationId, id, null, null, user);
        var colon = account.IndexOf(':');
        return colon > 0 && colon < account.Length - 1
            ? new UserIdentity(applicationId, null, account[..colon], account[(colon + 1)..], user)
            : null;
    }
}
