using Platform.Statistics.Survival;

namespace Platform.HealthScoring.Insights;

/// <param name="Median">Days until half are lost; absent where the curve does not come down so far. The ends of its
/// interval likewise.</param>
/// <param name="Lost">Accounts that were lost.</param>
/// <param name="MedianLow">Lower end of the median's 95 % interval, in days.</param>
/// <param name="MedianHigh">Upper end of the median's 95 % interval, in days.</param>
/// <param name="Steps">The curve, a step for each day with a loss.</param>
public sealed record SurvivalGroup(
    string Group,
    int Accounts,
    int Lost,
    double? Median,
    double? MedianLow,
    double? MedianHigh,
    IReadOnlyList<SurvivalStep> Steps
);
