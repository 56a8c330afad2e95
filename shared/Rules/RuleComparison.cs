namespace Platform.Rules;

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
