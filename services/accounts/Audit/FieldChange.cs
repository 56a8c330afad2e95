namespace Platform.Accounts.Audit;

/// <summary>One field's value before and after; null means none.</summary>
public sealed record FieldChange(string Field, object? Before, object? After);
