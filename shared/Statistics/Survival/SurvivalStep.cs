namespace Platform.Statistics.Survival;

/// <param name="AtRisk">Subjects still watched just before <paramref name="Time"/>.</param>
/// <param name="Survival">S(t) from this time until before the next.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
public sealed record SurvivalStep(
    double Time,
    int AtRisk,
    int Ended,
    int Censored,
    double Survival,
    double StandardError,
    double Low,
    double High
);
