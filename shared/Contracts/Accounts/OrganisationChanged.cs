namespace Platform.Contracts.Accounts;

/// <summary>How the organisation shows itself to customers. Told whenever it is set, and again when accounts starts,
/// for services that came later. About no account.</summary>
/// <param name="Version">Grows with each change; an event with a lower one than known comes late and changes
/// nothing.</param>
/// <param name="Name">What customers read; null until it is set.</param>
/// <param name="Locale">BCP 47 name by which dates and figures are written.</param>
/// <param name="HasLogo">Whether <c>/organisation/logo</c> shows one.</param>
[EventName("accounts.organisation-changed.v1")]
public sealed record OrganisationChanged(int Version, string? Name, string Locale, bool HasLogo)
    : DomainEvent(Guid.Empty);
