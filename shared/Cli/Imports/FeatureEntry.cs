namespace Platform.Cli.Imports;

/// <param name="Core">Null: the source does not say, and what is known stays.</param>
/// <param name="Premium">Likewise.</param>
public sealed record FeatureEntry(string Key, bool? Core, bool? Premium, bool IsFromProfile = false);
