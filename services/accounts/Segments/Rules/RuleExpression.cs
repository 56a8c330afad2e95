namespace Platform.Accounts.Segments.Rules;

/// <summary>A node of a parsed rule. Evaluation never fails: types were checked when the rule was read, and what is
/// missing satisfies no comparison.</summary>
public abstract record RuleExpression
{
    public abstract bool Holds(IRuleFacts facts, DateOnly today);
}

/// <summary>What is known of one account: string, decimal, bool, DateOnly, a list of strings, or null.</summary>
public interface IRuleFacts
{
    object? this[string attribute] { get; }
}

internal sealed record AndExpression(RuleExpression Left, RuleExpression Right) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) =>
        Left.Holds(facts, today) && Right.Holds(facts, today);
}

internal sealed record OrExpression(RuleExpression Left, RuleExpression Right) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) =>
        Left.Holds(facts, today) || Right.Holds(facts, today);
}

internal sealed record NotExpression(RuleExpression Inner) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) => !Inner.Holds(facts, today);
}

internal sealed record FlagExpression(string Attribute) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) => facts[Attribute] is true;
}

internal sealed record MissingExpression(string Attribute, bool IsMissing) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) =>
        (facts[Attribute] is null or IReadOnlyList<string> { Count: 0 }) == IsMissing;
}

internal sealed record InExpression(string Attribute, IReadOnlyList<object> Values) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        var value = facts[Attribute];
        return value is not null && Values.Any(candidate => RuleComparison.AreEqual(value, candidate));
    }
}

internal sealed record BetweenExpression(string Attribute, object Least, object Most) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        var value = facts[Attribute];
        return value is not null
            && RuleComparison.Compare(value, Least) >= 0
            && RuleComparison.Compare(value, Most) <= 0;
    }
}

/// <summary>From today to <paramref name="Days"/> ahead, or, looking back, from that many days ago to today; both ends
/// belong to it.</summary>
internal sealed record WithinExpression(string Attribute, int Days, bool LooksBack) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        if (facts[Attribute] is not DateOnly date)
            return false;
        var ahead = date.DayNumber - today.DayNumber;
        return LooksBack ? ahead <= 0 && -ahead <= Days : ahead >= 0 && ahead <= Days;
    }
}

internal sealed record ComparisonExpression(string Attribute, string Operator, object Value) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        var value = facts[Attribute];
        if (value is null)
            return false;
        return Operator switch
        {
            "=" => RuleComparison.AreEqual(value, Value),
            "!=" => !RuleComparison.AreEqual(value, Value),
            "<" => RuleComparison.Compare(value, Value) < 0,
            "<=" => RuleComparison.Compare(value, Value) <= 0,
            ">" => RuleComparison.Compare(value, Value) > 0,
            _ => RuleComparison.Compare(value, Value) >= 0,
        };
    }
}

internal static class RuleComparison
{
    /// <summary>A list equals a text when it contains it.</summary>
    public static bool AreEqual(object value, object candidate) =>
        value switch
        {
            string text => string.Equals(text, candidate as string, StringComparison.OrdinalIgnoreCase),
            IReadOnlyList<string> list => list.Contains((string)candidate, StringComparer.OrdinalIgnoreCase),
            _ => value.Equals(candidate),
        };

    public static int Compare(object value, object other) =>
        value switch
        {
            decimal number => number.CompareTo((decimal)other),
            DateOnly date => date.CompareTo((DateOnly)other),
            _ => throw new InvalidOperationException(
                "Only numbers and dates have an order; the parser lets nothing else through."
            ),
        };
}
