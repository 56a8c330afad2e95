namespace Platform.Workspace.Renewals;

/// <summary>A quarter of a year.</summary>
internal sealed record Quarter(DateOnly From, DateOnly To)
{
    public static Quarter Of(DateOnly day)
    {
        var first = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return new(first, first.AddMonths(3).AddDays(-1));
    }

    public string Code => $"{From.Year}-q{((From.Month - 1) / 3) + 1}";

    public string Title => $"Q{((From.Month - 1) / 3) + 1} {From.Year}";

    public Quarter Next => Of(From.AddMonths(3));

    public Quarter Previous => Of(From.AddMonths(-3));

    /// <summary>2026-q4; anything else is the quarter of <paramref name="today"/>.</summary>
    public static Quarter Parse(string? code, DateOnly today) =>
        code is { Length: 7 }
        && int.TryParse(code.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture, out var year)
        && year is > 1900 and < 2200
        && code[4..6] == "-q"
        && code[6] is >= '1' and <= '4'
            ? Of(new DateOnly(year, ((code[6] - '0') * 3) - 2, 1))
            : Of(today);
}
