namespace Platform.HealthScoring.Insights;

/// <param name="Did">How many did it.</param>
/// <param name="RetainedOfThose">How many of them were kept.</param>
/// <param name="DidNot">How many did not.</param>
/// <param name="RetainedOfOthers">How many of those were kept.</param>
/// <param name="OddsRatio"> Odds of being kept among those who did, over the odds among those who did not; with its
/// interval of 95 %.
/// </param>
/// <param name="Phi">Correlation of having done it with being kept, −1 to 1.</param>
/// <param name="Effect">How much φ is worth: none (below 0.2), weak, moderate (from 0.4) or strong (from 0.6).</param>
/// <param name="AdjustedP">After Benjamini and Hochberg, over the family that was tested on this half.</param>
public sealed record StickyFigures(
    int Did,
    int RetainedOfThose,
    int DidNot,
    int RetainedOfOthers,
    double OddsRatio,
    double Low,
    double High,
    double Phi,
    string Effect,
    double P,
    double AdjustedP
);
