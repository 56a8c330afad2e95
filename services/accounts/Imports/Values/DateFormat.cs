using System.Globalization;

namespace Platform.Accounts.Imports.Values;

/// <summary>One spelling of dates, with or without a time of day behind it.</summary>
public sealed class DateFormat
{
    private static readonly string[] Times =
    [
        "", " H:mm:ssK", "'T'HH:mm:ssK", "'T'HH:mm:ss.FFFFFFFK", " H:mm", " H:mm:ss.FFFFFFFK", "'T'HH:mmK", " h:mm tt", " h:mm:ss tt",
    ];

    private readonly string[] _patterns;

    private DateFormat(string name, string datePattern)
    {
        Name = name;
        _patterns = [.. Times.Select(time => datePattern + time)];
    }

    /// <summary>As people write it: <c>YYYY-MM-DD</c>, <c>DD-MM-YYYY</c>.</summary>
    public string Name { get; }

    public static readonly DateFormat Iso = new("YYYY-MM-DD", "yyyy-M-d");

    /// <summary>What is tried where nothing is declared. Two-digit years are not: they have to be declared.</summary>
    public static readonly IReadOnlyList<DateFormat> Detectable =
    [
        Iso,
        new("DD-MM-YYYY", "d-M-yyyy"), new("MM-DD-YYYY", "M-d-yyyy"),
        new("DD/MM/YYYY", "d/M/yyyy"), new("MM/DD/YYYY", "M/d/yyyy"),
        new("DD.MM.YYYY", "d.M.yyyy"), new("MM.DD.YYYY", "M.d.yyyy"),
        new("YYYY/MM/DD", "yyyy/M/d"), new("YYYY.MM.DD", "yyyy.M.d"), new("YYYYMMDD", "yyyyMMdd"),
        new("DD MMM YYYY", "d MMM yyyy"), new("DD-MMM-YYYY", "d-MMM-yyyy"), new("MMM DD, YYYY", "MMM d, yyyy"),
        new("DD MMMM YYYY", "d MMMM yyyy"), new("MMMM DD, YYYY", "MMMM d, yyyy"),
    ];

    /// <summary>A declared format: one of the names above, or the same letters in another order (<c>DD/MM/YY</c>). Null when it names no day, month and year.</summary>
    public static DateFormat? Declared(string name)
    {
        var known = Detectable.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));
        if (known is not null) return known;

        var pattern = name.Replace('Y', 'y').Replace('D', 'd');
        var onlyKnownLetters = pattern.All(character => character is 'y' or 'M' or 'd' or '-' or '/' or '.' or ' ' or ',');
        if (!onlyKnownLetters || !pattern.Contains('y') || !pattern.Contains('M') || !pattern.Contains('d')) return null;
        return new DateFormat(name, pattern.Replace("dd", "d", StringComparison.Ordinal).Replace("MMMM", "@@@@", StringComparison.Ordinal)
            .Replace("MMM", "@@@", StringComparison.Ordinal).Replace("MM", "M", StringComparison.Ordinal).Replace('@', 'M'));
    }

    /// <summary>Parses into an instant; text without an offset is read in <paramref name="zone"/>.</summary>
    public bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        var patterns = text.Length <= 10 && !text.Contains(':', StringComparison.Ordinal) ? _patterns.AsSpan(0, 1) : _patterns.AsSpan();
        foreach (var pattern in patterns)
        {
            if (!DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed)) continue;
            if (parsed.Year is < 1900 or > 2200) return false;
            instant = parsed.Kind switch
            {
                DateTimeKind.Utc => new DateTimeOffset(parsed),
                DateTimeKind.Local => new DateTimeOffset(parsed).ToUniversalTime(),
                _ => new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(Existing(parsed, zone), zone)),
            };
            return true;
        }
        return false;
    }

    /// <summary>Parses into a date; a time of day behind it is left off (where an offset is given, the date is that of UTC).</summary>
    public bool TryParseDate(string text, out DateOnly date)
    {
        var valid = TryParse(text, TimeZoneInfo.Utc, out var instant);
        date = valid ? DateOnly.FromDateTime(instant.UtcDateTime) : default;
        return valid;
    }

    // In the hour that summer time skips no clock showed this time; take the one an hour later, as clocks did.
    private static DateTime Existing(DateTime local, TimeZoneInfo zone) => zone.IsInvalidTime(local) ? local.AddHours(1) : local;
}
