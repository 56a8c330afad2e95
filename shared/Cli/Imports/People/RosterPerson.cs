namespace Platform.Cli.Imports.People;

/// <summary>A person of our side as <c>GET /v1/people</c> shows them.</summary>
internal sealed record RosterPerson(
    string Id,
    string Name,
    string? Email,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Teams,
    string State,
    string? ManagerId = null,
    string? TimeZone = null,
    string? Locale = null
)
{
    public bool SaysTheSame(RosterPerson other) =>
        (Name, Email, State, ManagerId) == (other.Name, other.Email, other.State, other.ManagerId)
        && (TimeZone, Locale) == (other.TimeZone, other.Locale)
        && Roles.ToHashSet(StringComparer.Ordinal).SetEquals(other.Roles)
        && Teams.ToHashSet(StringComparer.Ordinal).SetEquals(other.Teams);
}
