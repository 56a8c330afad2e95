namespace Platform.Workspace.Api;

/// <summary>An amount as the API writes it.</summary>
/// <param name="Amount">Decimal digits in major units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money(decimal Amount, string Currency);
