namespace Platform.Accounts.People;

/// <summary>A person as Dapper reads it.</summary>
internal sealed class StoredPerson
{
    public const string Columns = "id, name, email, roles, teams, state, version, manager_id, time_zone, locale";

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Email { get; init; }
    public string[] Roles { get; init; } = [];
    public string[] Teams { get; init; } = [];
    public string State { get; init; } = "";
    public int Version { get; init; }
    public string? ManagerId { get; init; }
    public string? TimeZone { get; init; }
    public string? Locale { get; init; }

    public Person ToPerson() =>
        new(Id, Name, Email, Roles, Teams, State, Version)
        {
            ManagerId = ManagerId,
            TimeZone = TimeZone,
            Locale = Locale,
        };
}
