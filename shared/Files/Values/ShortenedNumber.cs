using System.Text.RegularExpressions;

namespace Platform.Files.Values;

/// <summary>Ids that a spreadsheet or a data frame took for numbers: 1.00235E+12 has lost its last digits, 123.0 has
/// one too many.</summary>
public static partial class ShortenedNumber
{
    public const string Code = "looks-like-a-shortened-number";

    public const string Advice =
        "The id looks like a number that a spreadsheet or a script rewrote: digits may be lost, and it matches no "
        + "other file. "
        + "Export the column as text and import the file again.";

    // Most ids are nothing like it: one look at the first letter and for a point or an e spares the expression.
    public static bool Is(string id) =>
        id.Length is > 2 and < 40
        && char.IsAsciiDigit(id[0])
        && id.AsSpan().IndexOfAny('.', 'e', 'E') > 0
        && Shortened().IsMatch(id);

    [GeneratedRegex(
        @"^\d+(?:[.,]\d+)?[eE]\+\d+$|^\d+\.0+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        100
    )]
    private static partial Regex Shortened();
}
