using System.Globalization;

namespace Platform.Cli.Imports.Reading;

/// <summary>How a file writes its dates: declared by the mapping, or else found out from the values.</summary>
public sealed class DateSpelling
{
    private static readonly string[] Known =
    [
        "YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD", "DD MMM YYYY", "MMM DD, YYYY",
    ];

    private static readonly string[] Times = ["", " H:mm:ss", "'T'H:mm:ss", "'T'H:mm:ss.FFFFFFFK", "'T'H:mm:ssK", " H:mm", "'T'H:mm", " H:mm:ssK", " H:mm:ss.FFFFFFF", " h:mm tt"];

    private readonly string[] _patterns;

    public DateSpelling(string name)
    {
        Name = name;
        var date = name.Replace("YYYY", "yyyy", StringComparison.Ordinal).Replace("YY", "yy", StringComparison.Ordinal)
            .Replace("DD", "d", StringComparison.Ordinal).Replace("MMM", "###", StringComparison.Ordinal).Replace("MM", name == "YYYYMMDD" ? "MM" : "M", StringComparison.Ordinal)
            .Replace("###", "MMM", StringComparison.Ordinal);
        if (name == "YYYYMMDD")
            date = "yyyyMMdd";
        _patterns = [.. Times.Select(time => date + time)];
    }

    public static DateSpelling Iso { get; } = new("YYYY-MM-DD");

    public string Name { get; }

    /// <summary>Of the known spellings the one that fits most values; undecided between two that fit as well is null.</summary>
    public static DateSpelling? Detect(IEnumerable<string> values)
    {
        var candidates = Known.Select(name => new DateSpelling(name)).ToArray();
        var fits = new int[candidates.Length];
        foreach (var value in values.Where(value => value.Length > 0))
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                if (candidates[i].TryParse(value, out _))
                    fits[i]++;
            }
        }

        var most = fits.Max();
        var best = Array.IndexOf(fits, most);
        return most == 0 ? Iso : Array.LastIndexOf(fits, most) == best ? candidates[best] : null;
    }

    /// <summary>Text without an offset is taken as UTC.</summary>
    public bool TryParse(string text, out DateTimeOffset instant) => TryParse(text, out instant, out _);

    public bool TryParse(string text, out DateTimeOffset instant, out string pattern)
    {
        foreach (var candidate in _patterns)
        {
            if (!DateTimeOffset.TryParseExact(
                    text, candidate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant))
                continue;
            pattern = candidate;
            return instant.Year is >= 1900 and <= 2200;
        }

        instant = default;
        pattern = "";
        return false;
    }

    /// <summary>The same text so many days later, spelt the same way; text that is no date stays as it is.</summary>
    public string Shift(string text, int days)
    {
        if (!TryParse(text, out var instant, out var pattern))
            return text;
        // Day and month in the original may or may not have had a leading zero; with one every reader takes them.
        var padded = pattern.Contains("MMM", StringComparison.Ordinal) ? pattern : Padded(pattern);
        return instant.AddDays(days).UtcDateTime.ToString(padded, CultureInfo.InvariantCulture);
    }

    private static string Padded(string pattern)
    {
        var end = pattern.AsSpan().IndexOfAny("'H");
        var (date, time) = end < 0 ? (pattern, "") : (pattern[..end], pattern[end..]);
        if (!date.Contains("dd", StringComparison.Ordinal))
            date = date.Replace("d", "dd", StringComparison.Ordinal).Replace("M", "MM", StringComparison.Ordinal);
        return date + time.Replace("H", "HH", StringComparison.Ordinal);
    }
}
