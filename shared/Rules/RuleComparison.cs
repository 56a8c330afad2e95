namespace Platform.Rules;

internal static class RuleComparison
{
    /// <summary>A list equals a text when it contains it.</summary>
    public static bool AreEqual(object value, object candidate) =>
        value switch
        {
            string own => string.Equals(own, candidate as string, StringComparison.OrdinalIgnoreCase),
            IReadOnlyList<string> list => candidate is string text
                && list.Contains(text, StringComparer.OrdinalIgnoreCase),
            _ => value.Equals(candidate),
        };

    /// <summary>The order of two numbers or two dates; null where the two have none, as when an event or an attribute
    /// holds something else than the rule expects: no comparison then holds.</summary>
    public static int? Compare(object value, object other) =>
        (value, other) switch
        {
            (decimal number, decimal bound) => number.CompareTo(bound),
            (DateOnly date, DateOnly bound) => date.CompareTo(bound),
            _ => null,
        };
}
