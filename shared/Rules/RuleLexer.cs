using System.Globalization;

namespace Platform.Rules;

/// <summary>Cuts a rule into words, texts in quotes, numbers, dates and symbols.</summary>
internal static class RuleLexer
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ","];

    public static List<RuleToken> Cut(string rule)
    {
        var tokens = new List<RuleToken>();
        var at = 0;
        while (true)
        {
            while (at < rule.Length && char.IsWhiteSpace(rule[at]))
                at++;
            if (at == rule.Length)
                break;
            var token = Next(rule, at);
            tokens.Add(token);
            at += token.Length;
        }
        tokens.Add(new RuleToken(RuleTokenKind.End, "", rule.Length, 1));
        return tokens;
    }

    private static RuleToken Next(string rule, int at)
    {
        var first = rule[at];
        if (first is '\'' or '"')
            return Quoted(rule, at);
        if (char.IsAsciiDigit(first) || (first is '-' && at + 1 < rule.Length && char.IsAsciiDigit(rule[at + 1])))
            return NumberOrDate(rule, at);
        if (char.IsLetter(first) || first == '_')
        {
            var end = EndOf(rule, at, character => char.IsLetterOrDigit(character) || character is '_' or '.');
            return new RuleToken(RuleTokenKind.Word, rule[at..end], at, end - at);
        }
        foreach (var symbol in Symbols)
        {
            if (rule.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal))
                return new RuleToken(RuleTokenKind.Symbol, symbol == "<>" ? "!=" : symbol, at, symbol.Length);
        }
        throw new RuleErrorException(
            new RuleError(at + 1, 1, $"The character '{first}' has no meaning here. Put texts in quotation marks.")
        );
    }

    private static RuleToken Quoted(string rule, int at)
    {
        var text = new System.Text.StringBuilder();
        for (var i = at + 1; i < rule.Length; i++)
        {
            if (rule[i] != rule[at])
                text.Append(rule[i]);
            else if (i + 1 < rule.Length && rule[i + 1] == rule[at])
                text.Append(rule[i++]);
            else
                return new RuleToken(RuleTokenKind.Text, text.ToString(), at, i + 1 - at);
        }
        throw new RuleErrorException(
            new RuleError(
                at + 1,
                rule.Length - at,
                "This text is not closed. Add the closing quotation mark; one inside a text is written twice."
            )
        );
    }

    private static RuleToken NumberOrDate(string rule, int at)
    {
        var end = EndOf(rule, at + 1, character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-');
        var text = rule[at..end];
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return new RuleToken(RuleTokenKind.Date, text, at, end - at);
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (
            decimal.TryParse(
                plain,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out _
            )
        )
            return new RuleToken(RuleTokenKind.Number, plain, at, end - at);
        throw new RuleErrorException(
            new RuleError(at + 1, end - at, $"'{text}' is neither a number (250, 10_000, 0.5) nor a date (2026-01-31).")
        );
    }

    private static int EndOf(string rule, int from, Func<char, bool> belongs)
    {
        while (from < rule.Length && belongs(rule[from]))
            from++;
        return from;
    }
}
