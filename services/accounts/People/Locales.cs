using System.Globalization;

namespace Platform.Accounts.People;

/// <summary>Zones and languages by which dates and figures are written.</summary>
internal static class Locales
{
    /// <summary>What is wrong with a BCP 47 name; null when nothing is.</summary>
    public static string? LocaleMistake(string locale)
    {
        try
        {
            // Only those that the system knows: any well-formed name would make a culture of its own.
            _ = CultureInfo.GetCultureInfo(locale, predefinedOnly: true);
            return locale.Length == 0 ? "is empty" : null;
        }
        catch (CultureNotFoundException)
        {
            return $"'{locale}' is not a known locale, such as de-DE";
        }
    }

    /// <summary>What is wrong with an IANA time zone; null when nothing is.</summary>
    public static string? ZoneMistake(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? null
            : $"'{zone}' is not a known time zone, such as Europe/Berlin";
}
