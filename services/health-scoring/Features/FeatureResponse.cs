namespace Platform.HealthScoring.Features;

/// <param name="Declared">False for a feature that was met in an event and is not described yet.</param>
/// <param name="Core">Whether using it is at the heart of the product; breadth of use counts core features.</param>
/// <param name="Premium">Whether it belongs to a higher edition; its use may call for expansion.</param>
public sealed record FeatureResponse(string Name, bool Core, bool Premium, bool Declared, int Version);
