namespace Platform.Rules;

internal enum RuleTokenKind
{
    Word,
    Text,
    Number,
    Date,
    Symbol,
    End,
}

/// <param name="Start">Offset in the rule's text, from 0.</param>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Start, int Length)
{
    public bool Is(string word) =>
        Kind is RuleTokenKind.Word or RuleTokenKind.Symbol
        && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public string Shown => Kind == RuleTokenKind.End ? "the end of the rule" : $"'{Text}'";
}
