using System.Text.RegularExpressions;

namespace Platform.Accounts.Imports.Values;

/// <summary>
/// Ids that a spreadsheet or a program took for numbers: <c>1.00235E+12</c> stands for many ids, <c>123.0</c> was
/// <c>123</c>.
/// </summary>
public static partial class ShortenedNumbers
{
    public const string Code = "looks-like-a-shortened-number";

    public const string Advice =
        "Looks like a number that a spreadsheet shortened, and several ids can become one so. "
        + "Export the column as text and import the file again.";

    public static bool Looks(string? id) => id is not null && Shape().IsMatch(id);

    [GeneratedRegex(@"^[+-]?\d+([.,]\d+)?[eE]\+?\d+$|^\d+\.0$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
