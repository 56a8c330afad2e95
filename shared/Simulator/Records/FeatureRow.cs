namespace Platform.Simulator.Records;

public sealed record FeatureRow(string Key, string Name, bool Core, bool Premium);
