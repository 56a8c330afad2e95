namespace Platform.Cli.Imports.Recognition;

/// <summary>Which features are core and premium, where the source itself does not say.</summary>
public sealed record ProfileFeatures(IReadOnlyList<string> Core, IReadOnlyList<string> Premium);
