namespace Platform.Accounts.People;

/// <param name="Id">User id of the caller; of an API key key: and its id.</param>
/// <param name="Role">The role that the token carries.</param>
/// <param name="Person">What the roster says of the caller; left out where it does not know them.</param>
/// <param name="Owns">What the caller owns, by owner role.</param>
/// <param name="HandoversWaiting">Hand-overs that wait for the caller's acceptance.</param>
public sealed record Me(
    string Id,
    string Role,
    Person? Person,
    IReadOnlyList<OwnedAccounts> Owns,
    int HandoversWaiting
);
