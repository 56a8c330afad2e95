namespace Platform.HealthScoring.Insights;

/// <summary>"Did <paramref name="Feature"/> at least <paramref name="Times"/> times in the first
/// <paramref name="Days"/> days".</summary>
/// <param name="Found">On the half that was searched.</param>
/// <param name="Confirmed">On the half held out, which the search never saw.</param>
/// <param name="Holds">The held-out half says the same, beyond chance, and the effect is more than none there.</param>
/// <param name="Times">How often it was used.</param>
/// <param name="Days">Within how many days from the start.</param>
public sealed record AhaMoment(string Feature, int Times, int Days, AhaFigures Found, AhaFigures Confirmed, bool Holds);
