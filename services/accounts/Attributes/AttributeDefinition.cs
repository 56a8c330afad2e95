namespace Platform.Accounts.Attributes;

/// <summary>One declared custom attribute of accounts. What is not declared cannot be stored, so a misspelt name is an
/// error and never a second attribute.</summary>
/// <param name="Name">Lower-case letters, digits and underscores, starting with a letter.</param>
/// <param name="Choices">The values of a <see cref="AttributeType.Choice"/>; empty for the other types.</param>
public sealed record AttributeDefinition(
    string Name,
    AttributeType Type,
    IReadOnlyList<string> Choices,
    string? Description = null
);
