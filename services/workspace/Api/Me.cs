namespace Platform.Workspace.Api;

/// <summary>Who is signed in, as <c>GET /v1/me</c> says.</summary>
/// <param name="Role">The role that the token carries.</param>
/// <param name="Person">What the roster says; left out where it does not know them.</param>
/// <param name="Owns">What they own, by owner role.</param>
/// <param name="HandoversWaiting">Hand-overs that wait for their acceptance.</param>
public sealed record Me(string Id, string Role, Person? Person, IReadOnlyList<MeOwns> Owns, int HandoversWaiting)
{
    public string Name => Person?.Name ?? Id;

    /// <summary>Whether the person answers for accounts as CSM: then "my book" is a page of theirs.</summary>
    public bool HasBook => Owns.Any(owned => owned.Role == "csm");
}

/// <param name="Role">csm, account_executive, onboarding_manager or executive_sponsor.</param>
/// <param name="Accounts">How many living accounts.</param>
/// <param name="Arr">What they are worth a year.</param>
public sealed record MeOwns(string Role, int Accounts, decimal Arr);
