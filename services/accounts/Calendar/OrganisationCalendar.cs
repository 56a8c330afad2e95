namespace Platform.Accounts.Calendar;

/// <param name="TimeZone">For example <c>Europe/Berlin</c>; business dates are dates there.</param>
/// <param name="Weekend">Days of the week, lower case.</param>
/// <param name="Holidays">Days off, besides weekends.</param>
public sealed record OrganisationCalendar(
    string TimeZone,
    IReadOnlyList<string> Weekend,
    IReadOnlyList<Holiday> Holidays
);
