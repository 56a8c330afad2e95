namespace Platform.Accounts.Attributes;

/// <param name="Type">What it holds: text, number, date, boolean or choice.</param>
/// <param name="Choices">What may be chosen, where it is a choice.</param>
public sealed record AttributeResponse(string Name, string Type, IReadOnlyList<string> Choices, string? Description);
