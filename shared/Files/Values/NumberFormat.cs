using System.Globalization;

namespace Platform.Files.Values;

/// <summary>Decimal numbers with a point or a comma before the fraction, and any of the usual marks between
/// thousands.</summary>
public sealed class NumberFormat
{
    public static readonly NumberFormat Point = new('.');
    public static readonly NumberFormat Comma = new(',');

    private NumberFormat(char separator) => Separator = separator;

    public char Separator { get; }

    public string Name => Separator.ToString();

    public bool TryParse(string text, out decimal number)
    {
        number = 0;
        var plain = new char[text.Length];
        var (length, digitsSinceMark, marks, seenSeparator) = (0, 0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsAsciiDigit(character))
            {
                plain[length++] = character;
                digitsSinceMark++;
            }
            else if (character is '-' or '+' && i == 0)
                plain[length++] = character;
            else if (character is 'e' or 'E' && Separator == '.' && marks == 0)
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            else if (character == Separator && !seenSeparator)
            {
                if (marks > 0 && digitsSinceMark != 3)
                    return false;
                plain[length++] = '.';
                seenSeparator = true;
            }
            else if (
                !seenSeparator
                && IsThousandsMark(character)
                && EndsAGroup(digitsSinceMark, marks)
                && !StartsWithZero(plain, length)
            )
            {
                marks++;
                digitsSinceMark = 0;
            }
            else
                return false;
        }
        if (!seenSeparator && marks > 0 && digitsSinceMark != 3)
            return false;
        return decimal.TryParse(
            plain.AsSpan(0, length),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number
        );
    }

    private static bool EndsAGroup(int digits, int marks) => digits is >= 1 and <= 3 && (marks == 0 || digits == 3);

    // Nobody writes 0.500 for five hundred.
    private static bool StartsWithZero(char[] plain, int length) =>
        plain.AsSpan(0, length).TrimStart("+-") is ['0', ..];

    private bool IsThousandsMark(char character) =>
        character is ' ' or '\'' or '’' or '\u00A0' or '\u202F' || (character is '.' or ',' && character != Separator);
}
