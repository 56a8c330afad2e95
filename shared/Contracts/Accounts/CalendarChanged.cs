namespace Platform.Contracts.Accounts;

/// <summary>How the organisation counts business days. Told whenever it is set, and again when accounts starts, for
/// services that came later. About no account.</summary>
/// <param name="Version">Grows with each change; an event with a lower one than known comes late and changes
/// nothing.</param>
/// <param name="TimeZone">IANA name; business dates are dates there.</param>
/// <param name="Weekend">Days of the week, lower case.</param>
/// <param name="Holidays">Dates without business, beside weekends.</param>
[EventName("accounts.calendar-changed.v1")]
public sealed record CalendarChanged(
    int Version,
    string TimeZone,
    IReadOnlyList<string> Weekend,
    IReadOnlyList<DateOnly> Holidays
) : DomainEvent(Guid.Empty);
