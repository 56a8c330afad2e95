namespace Platform.Accounts.People;

/// <summary>A person on our side.</summary>
/// <param name="Id">User id: the subject of the person's token, often the e-mail address.</param>
/// <param name="Name">What colleagues and customers read.</param>
/// <param name="Email">Left out where it is not known.</param>
/// <param name="Roles">csm, manager, executive or ops; one person may have several.</param>
/// <param name="Teams">Names of the teams that the person belongs to.</param>
/// <param name="State">active, or deactivated once the person has left.</param>
public sealed record Person(
    string Id,
    string Name,
    string? Email,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Teams,
    string State,
    int Version
)
{
    public const string Active = "active";
    public const string Deactivated = "deactivated";

    public static readonly IReadOnlyList<string> States = [Active, Deactivated];

    /// <summary>User id of the person's manager; left out where it is not known.</summary>
    public string? ManagerId { get; init; }

    /// <summary>IANA name of the zone in which the person works; left out: the organisation's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>BCP 47 name, such as de-DE, by which dates and figures are written for the person; left out: the
    /// organisation's.</summary>
    public string? Locale { get; init; }
}
