namespace Platform.Rules;

/// <summary>An attribute that rules may speak of.</summary>
/// <param name="Name">As written in rules, lower case with underscores; custom attributes are
/// <c>attributes.name</c>.</param>
/// <param name="Choices">The values of a text that can take only these; a rule that names another is refused.</param>
/// <param name="Type">What it holds, and so how it is compared: text, number, date, boolean or choice.</param>
public sealed record RuleAttribute(string Name, RuleType Type, IReadOnlyList<string>? Choices = null);
