using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Organisation;

/// <summary>The organisation's row as Dapper reads it, without the logo's bytes.</summary>
internal sealed class OrganisationRow
{
    public const string Read = """
        select name, locale, (select time_zone from calendar_setting) as time_zone, logo is not null as has_logo,
            owners_from_roster, version
        from organisation_setting
        """;

    public string? Name { get; init; }
    public string Locale { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public bool HasLogo { get; init; }
    public bool OwnersFromRoster { get; init; }
    public int Version { get; init; }

    public OrganisationResponse ToResponse() =>
        new(Name, Locale, TimeZone, HasLogo ? OrganisationProfile.LogoPath : null, OwnersFromRoster, Version);
}
