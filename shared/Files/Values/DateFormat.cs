using System.Globalization;

namespace Platform.Files.Values;

/// <summary>One spelling of dates, with or without a time of day behind it.</summary>
public sealed class DateFormat
{
    /// <summary>Seconds since 1970, as machines count: 1704067200.</summary>
    public const string Epoch = "epoch";

    /// <summary>Milliseconds since 1970.</summary>
    public const string EpochMilliseconds = "epoch-ms";

    /// <summary>Days as Excel counts them: 45292 is 1 January 2024, 45292.5 its noon.</summary>
    public const string ExcelDay = "excel";

    /// <summary>What is said of a name that is no spelling.</summary>
    public const string HowToDeclare =
        "write it with Y, M and D, for example DD-MM-YYYY, with UTC behind it where the cells have it, or say "
        + "epoch, epoch-ms or excel";

    private const string UtcSuffix = " UTC";

    private static readonly string[] Times =
    [
        "",
        " H:mm:ssK",
        "'T'HH:mm:ssK",
        "'T'HH:mm:ss.FFFFFFFK",
        " H:mm",
        " H:mm:ss.FFFFFFFK",
        "'T'HH:mmK",
        " h:mm tt",
        " h:mm:ss tt",
    ];

    private static readonly DateTime ExcelDayZero = new(1899, 12, 30);

    private readonly string[] _patterns;
    private readonly string _suffix;

    private DateFormat(string name, string datePattern, string suffix = "")
    {
        Name = name;
        _suffix = suffix;
        _patterns = datePattern.Length == 0 ? [] : [.. Times.Select(time => datePattern + time)];
    }

    /// <summary>As people write it: <c>YYYY-MM-DD</c>, <c>DD-MM-YYYY</c>.</summary>
    public string Name { get; }

    public static readonly DateFormat Iso = new("YYYY-MM-DD", "yyyy-M-d");

    /// <summary>
    /// What is tried where nothing is declared. Two-digit years, numbers that stand for instants and the word UTC
    /// behind a time are not: they have to be declared.
    /// </summary>
    public static readonly IReadOnlyList<DateFormat> Detectable =
    [
        Iso,
        new("DD-MM-YYYY", "d-M-yyyy"),
        new("MM-DD-YYYY", "M-d-yyyy"),
        new("DD/MM/YYYY", "d/M/yyyy"),
        new("MM/DD/YYYY", "M/d/yyyy"),
        new("DD.MM.YYYY", "d.M.yyyy"),
        new("MM.DD.YYYY", "M.d.yyyy"),
        new("YYYY/MM/DD", "yyyy/M/d"),
        new("YYYY.MM.DD", "yyyy.M.d"),
        new("YYYYMMDD", "yyyyMMdd"),
        new("DD MMM YYYY", "d MMM yyyy"),
        new("DD-MMM-YYYY", "d-MMM-yyyy"),
        new("MMM DD, YYYY", "MMM d, yyyy"),
        new("DD MMMM YYYY", "d MMMM yyyy"),
        new("MMMM DD, YYYY", "MMMM d, yyyy"),
    ];

    private static readonly DateFormat[] Numbers = [new(Epoch, ""), new(EpochMilliseconds, ""), new(ExcelDay, "")];

    /// <summary>
    /// A declared format: one of the names above, or the same letters in another order (<c>DD/MM/YY</c>), either with
    /// <c> UTC</c> behind it, or <c>epoch</c>, <c>epoch-ms</c>, <c>excel</c>. Null when it names no day, month and
    /// year.
    /// </summary>
    public static DateFormat? Declared(string name)
    {
        var known = Detectable
            .Concat(Numbers)
            .FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));
        if (known is not null)
            return known;
        if (name.EndsWith(UtcSuffix, StringComparison.OrdinalIgnoreCase))
            return PatternOf(name[..^UtcSuffix.Length]) is { } stem ? new DateFormat(name, stem, UtcSuffix) : null;
        return PatternOf(name) is { } pattern ? new DateFormat(name, pattern) : null;
    }

    private static string? PatternOf(string name)
    {
        if (string.Equals(name, "YYYYMMDD", StringComparison.OrdinalIgnoreCase))
            return "yyyyMMdd";
        var pattern = name.Replace('Y', 'y').Replace('D', 'd');
        var onlyKnownLetters = pattern.All(character =>
            character is 'y' or 'M' or 'd' or '-' or '/' or '.' or ' ' or ','
        );
        if (!onlyKnownLetters || !pattern.Contains('y') || !pattern.Contains('M') || !pattern.Contains('d'))
            return null;
        return pattern
            .Replace("dd", "d", StringComparison.Ordinal)
            .Replace("MMMM", "@@@@", StringComparison.Ordinal)
            .Replace("MMM", "@@@", StringComparison.Ordinal)
            .Replace("MM", "M", StringComparison.Ordinal)
            .Replace('@', 'M');
    }

    /// <summary>Parses into an instant; text without an offset is read in <paramref name="zone"/>.</summary>
    public bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        if (!TryRead(text, out var read, out _))
            return false;
        instant = read.Offset is null
            ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(Existing(read.Written, zone), zone))
            : read.ToInstant();
        return true;
    }

    /// <summary>
    /// Parses into a calendar day; a time of day behind it is left off. Where the text has an offset it names an
    /// instant: the day is then the one of <paramref name="zone"/>, or as it is written where no zone is declared.
    /// </summary>
    public bool TryParseDate(string text, TimeZoneInfo? zone, out DateOnly date)
    {
        date = default;
        if (!TryRead(text, out var read, out _))
            return false;
        var local =
            read.Offset is null || zone is null
                ? read.Written
                : TimeZoneInfo.ConvertTime(read.ToInstant(), zone).DateTime;
        date = DateOnly.FromDateTime(local);
        return true;
    }

    /// <summary>The same text so many days later, spelt the same way; text that is no date stays as it is.</summary>
    public string Shift(string text, int days)
    {
        if (!TryRead(text, out var read, out var pattern))
            return text;
        if (pattern is null)
            return ShiftNumber(text, days);
        var spelt = new DateTimeOffset(
            DateTime.SpecifyKind(read.Written, DateTimeKind.Unspecified),
            read.Offset ?? TimeSpan.Zero
        ).AddDays(days);
        // A pattern with K writes +00:00 where the text may have said Z, and an offset where it had none.
        var zone =
            read.Offset is null || _suffix.Length > 0 ? ""
            : text[^1] is 'Z' or 'z' ? text[^1..]
            : spelt.ToString("zzz", CultureInfo.InvariantCulture);
        return spelt.ToString(Padded(pattern.TrimEnd('K')), CultureInfo.InvariantCulture) + zone + _suffix;
    }

    private string ShiftNumber(string text, int days)
    {
        var perDay = Name switch
        {
            Epoch => 86_400m,
            EpochMilliseconds => 86_400_000m,
            _ => 1m,
        };
        return (decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) + days * perDay).ToString(
            CultureInfo.InvariantCulture
        );
    }

    // Day and month in the original may or may not have had a leading zero; with one every reader takes them.
    private static string Padded(string pattern)
    {
        var end = pattern.AsSpan().IndexOfAny("'Hh");
        var (date, time) = end < 0 ? (pattern, "") : (pattern[..end], pattern[end..]);
        if (!pattern.Contains("MMM", StringComparison.Ordinal) && !date.Contains("dd", StringComparison.Ordinal))
            date = date.Replace("d", "dd", StringComparison.Ordinal).Replace("M", "MM", StringComparison.Ordinal);
        return date
            + (
                time.Contains("HH", StringComparison.Ordinal) ? time : time.Replace("H", "HH", StringComparison.Ordinal)
            );
    }

    private bool TryRead(string text, out Read read, out string? pattern)
    {
        pattern = null;
        read = default;
        if (_patterns.Length == 0)
            return TryReadNumber(text, out read);
        if (_suffix.Length > 0)
        {
            if (!text.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase))
                return false;
            text = text[..^_suffix.Length];
        }
        // RFC 3339 permits a small z.
        else if (text.EndsWith('z'))
            text = text[..^1] + "Z";

        var patterns =
            text.Length <= 10 && !text.Contains(':', StringComparison.Ordinal)
                ? _patterns.AsSpan(0, 1)
                : _patterns.AsSpan();
        foreach (var candidate in patterns)
        {
            if (
                !DateTime.TryParseExact(
                    text,
                    candidate,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.RoundtripKind,
                    out var parsed
                )
            )
                continue;
            if (parsed.Year is < 1900 or > 2200)
                return false;
            pattern = candidate;
            read = (parsed.Kind, _suffix.Length) switch
            {
                (DateTimeKind.Unspecified, 0) => new Read(parsed, null),
                (DateTimeKind.Unspecified, _) or (DateTimeKind.Utc, _) => new Read(parsed, TimeSpan.Zero),
                // Parsed with an offset it has become local time of this machine; what was written is read again.
                _ => Written(text, candidate),
            };
            return true;
        }
        return false;
    }

    private static Read Written(string text, string pattern)
    {
        var written = DateTimeOffset.ParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None);
        return new Read(written.DateTime, written.Offset);
    }

    private bool TryReadNumber(string text, out Read read)
    {
        read = default;
        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
            return false;
        var (zero, ticks) = Name switch
        {
            Epoch => (DateTime.UnixEpoch, number * TimeSpan.TicksPerSecond),
            EpochMilliseconds => (DateTime.UnixEpoch, number * TimeSpan.TicksPerMillisecond),
            _ => (ExcelDayZero, number * TimeSpan.TicksPerDay),
        };
        if (ticks < 0 && Name == ExcelDay)
            return false;
        if (ticks < -TimeSpan.TicksPerDay * 26_000 || ticks > TimeSpan.TicksPerDay * 115_000)
            return false;
        var written = zero.AddTicks((long)ticks);
        if (written.Year is < 1900 or > 2200)
            return false;
        // Excel's days have no zone; the others count from an instant.
        read = new Read(
            DateTime.SpecifyKind(written, DateTimeKind.Unspecified),
            Name == ExcelDay ? null : TimeSpan.Zero
        );
        return true;
    }

    // In the hour that summer time skips no clock showed this time; take the one an hour later, as clocks did.
    private static DateTime Existing(DateTime local, TimeZoneInfo zone) =>
        zone.IsInvalidTime(local) ? local.AddHours(1) : local;

    /// <param name="Written">Date and time of day as the text has them.</param>
    /// <param name="Offset">Null where the text has none.</param>
    private readonly record struct Read(DateTime Written, TimeSpan? Offset)
    {
        public DateTimeOffset ToInstant() =>
            new DateTimeOffset(
                DateTime.SpecifyKind(Written, DateTimeKind.Unspecified),
                Offset ?? TimeSpan.Zero
            ).ToUniversalTime();
    }
}
