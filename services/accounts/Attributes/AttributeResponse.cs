namespace Platform.Accounts.Attributes;

public sealed record AttributeResponse(string Name, string Type, IReadOnlyList<string> Choices, string? Description);
