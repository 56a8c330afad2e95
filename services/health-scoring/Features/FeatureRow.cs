namespace Platform.HealthScoring.Features;

public sealed class FeatureRow
{
    public string Name { get; init; } = "";
    public bool Core { get; init; }
    public bool Premium { get; init; }
    public bool Declared { get; init; }
    public int Version { get; init; }
}
