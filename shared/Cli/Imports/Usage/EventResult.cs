namespace Platform.Cli.Imports.Usage;

public sealed record EventResult(int Index, string Status, string? Code, string? Reason);
