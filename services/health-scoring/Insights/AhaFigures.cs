using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

/// <param name="Phi">Correlation of having done it with being retained, −1 to 1.</param>
/// <param name="Precision">Share retained of those who did it.</param>
/// <param name="Recall">Share who did it of those retained.</param>
/// <param name="Did">Those who did it.</param>
/// <param name="Effect">How much φ is worth: none (below 0.2), weak, moderate (from 0.4) or strong (from 0.6).</param>
public sealed record AhaFigures(
    int Subjects,
    int Did,
    double Phi,
    double? Precision,
    double? Recall,
    double P,
    string Effect
)
{
    public static AhaFigures Of(TwoByTwo t) =>
        new(t.Total, t.Both + t.OnlyDid, t.Phi(), t.Precision, t.Recall, t.FisherPValue(), EffectSize.OfPhi(t.Phi()));
}
