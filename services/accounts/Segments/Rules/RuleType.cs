namespace Platform.Accounts.Segments.Rules;

/// <summary>What an attribute in a segment rule holds, and so what it may be compared with.</summary>
public enum RuleType
{
    Text,
    Number,
    Boolean,
    Date,
    TextList,
}

/// <summary>An attribute that rules may speak of.</summary>
/// <param name="Name">As written in rules, lower case with underscores; custom attributes are
/// <c>attributes.name</c>.</param>
/// <param name="Choices">The values of a text that can take only these; a rule that names another is refused.</param>
public sealed record RuleAttribute(string Name, RuleType Type, IReadOnlyList<string>? Choices = null);
