using System.Text.Json;

namespace Platform.Accounts.People;

/// <param name="Id">User id of the caller; of an API key key: and its id.</param>
/// <param name="Role">The role that the token carries.</param>
/// <param name="Roles">All roles of the caller: what the roster says, else the token's.</param>
/// <param name="Scopes">What an API key may do, such as accounts:read; empty for people, who have what their role
/// gives.</param>
/// <param name="Teams">Names of the teams that the caller belongs to.</param>
/// <param name="Person">What the roster says of the caller; left out where it does not know them.</param>
/// <param name="Preferences">What the caller keeps with PUT /v1/me/preferences; an empty object until then.</param>
/// <param name="Owns">What the caller owns, by owner role.</param>
/// <param name="HandoversWaiting">Hand-overs that wait for the caller's acceptance.</param>
public sealed record Me(
    string Id,
    string Role,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Teams,
    Person? Person,
    IReadOnlyDictionary<string, JsonElement> Preferences,
    IReadOnlyList<OwnedAccounts> Owns,
    int HandoversWaiting
);
