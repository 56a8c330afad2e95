namespace Platform.Accounts.Organisation;

/// <summary>The organisation that runs the installation.</summary>
/// <param name="Name">What colleagues and customers read; left out until it is set.</param>
/// <param name="Locale">BCP 47 name, such as en-GB, by which dates and figures are written.</param>
/// <param name="TimeZone">IANA name of the zone in which business dates are counted; PUT /v1/calendar sets it.</param>
/// <param name="Logo">Path of the logo, which anybody may read; left out where there is none.</param>
/// <param name="OwnersFromRoster">Whether owners must be active people of the roster, once it has one.</param>
public sealed record OrganisationResponse(
    string? Name,
    string Locale,
    string TimeZone,
    string? Logo,
    bool OwnersFromRoster,
    int Version
);
