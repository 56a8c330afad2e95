namespace Platform.Cli.Imports.Usage;

/// <summary>One event of a usage file with the line that it came from.</summary>
public sealed record UsageLine(int Line, UsageBody Event);
