using System.Globalization;
using Platform.Workspace.Api;

namespace Platform.Workspace.Shell;

/// <summary>Figures, days and codes as people read them. A culture of its own, the same on every machine.</summary>
internal static class Words
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly Dictionary<string, string> Initials = new(StringComparer.Ordinal)
    {
        ["smb"] = "SMB",
        ["nps"] = "NPS",
        ["csat"] = "CSAT",
        ["ces"] = "CES",
        ["qbr"] = "QBR",
        ["ebr"] = "EBR",
        ["csm"] = "CSM",
        ["it"] = "IT",
        ["hr"] = "HR",
    };

    /// <summary>What is shown where there is nothing.</summary>
    public const string Nothing = "–";

    public static string Whole(decimal? number) => number is { } value ? value.ToString("N0", English) : Nothing;

    public static string OneDecimal(decimal? number) => number is { } value ? value.ToString("0.0", English) : Nothing;

    /// <param name="share">0 to 1.</param>
    public static string Percent(decimal? share, int decimals = 0) =>
        share is { } value ? (value * 100).ToString(decimals == 0 ? "0" : "0.0", English) + " %" : Nothing;

    public static string Amount(Money? money) => money is null ? Nothing : $"{Whole(money.Amount)} {money.Currency}";

    /// <summary>12.4 M, 430 k: for heads of columns and axes; the exact figure stands on hover.</summary>
    public static string Short(decimal amount) =>
        Math.Abs(amount) switch
        {
            >= 1_000_000 => (amount / 1_000_000).ToString("0.0", English) + " M",
            >= 10_000 => (amount / 1_000).ToString("0", English) + " k",
            _ => amount.ToString("N0", English),
        };

    public static string Signed(decimal? number) =>
        number is not { } value ? Nothing
        : value > 0 ? "+" + value.ToString("0.0", English)
        : value < 0 ? "−" + (-value).ToString("0.0", English)
        : "0.0";

    public static string Day(DateOnly? day) => day is { } date ? date.ToString("d MMM yyyy", English) : Nothing;

    public static string Month(DateOnly day) => day.ToString("MMM yyyy", English);

    public static string Instant(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy, HH:mm", English);

    public static string InstantUtc(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", English);

    /// <summary><c>insufficient_data</c> → <c>Insufficient data</c>.</summary>
    public static string Label(string? code)
    {
        if (string.IsNullOrEmpty(code))
            return Nothing;
        if (Initials.TryGetValue(code, out var known))
            return known;
        var words = code.Replace('_', ' ').Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Name(this IReadOnlyDictionary<string, Person> people, string? id) =>
        id is null ? Nothing
        : people.TryGetValue(id, out var person) ? person.Name
        : id.StartsWith("service:", StringComparison.Ordinal) ? "the platform"
        : id;

    public static string Count(int number, string one, string many) => $"{Whole(number)} {(number == 1 ? one : many)}";
}
