namespace Platform.Files.Values;

/// <summary>Ids that a spreadsheet or a data frame took for numbers: 1.00235E+12 has lost its last digits, 123.0 has
/// one too many.</summary>
public static class ShortenedNumber
{
    public const string Code = "looks-like-a-shortened-number";

    public const string Advice =
        "The id looks like a number that a spreadsheet or a script rewrote: digits may be lost, and it matches no "
        + "other file. "
        + "Export the column as text and import the file again.";

    // By hand: an expression with a time limit gives up where the machine is busy, and one id is asked of each row.
    public static bool Is(string id)
    {
        if (id.Length is <= 2 or >= 40 || !char.IsAsciiDigit(id[0]))
            return false;
        var rest = AfterDigits(id.AsSpan());
        if (rest.Length > 1 && rest[0] is '.' or ',')
        {
            var mark = rest[0];
            var fraction = rest[1..];
            rest = AfterDigits(fraction);
            fraction = fraction[..^rest.Length];
            if (fraction.IsEmpty)
                return false;
            if (rest.IsEmpty)
                return mark == '.' && fraction.TrimStart('0').IsEmpty;
        }

        return rest.Length > 2 && rest[0] is 'e' or 'E' && rest[1] == '+' && AfterDigits(rest[2..]).IsEmpty;
    }

    private static ReadOnlySpan<char> AfterDigits(ReadOnlySpan<char> text) => text.TrimStart("0123456789");
}
