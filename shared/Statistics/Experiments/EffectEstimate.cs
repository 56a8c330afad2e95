namespace Platform.Statistics.Experiments;

/// <summary>A difference that a treatment made, with its 95 % interval and what it rests on.</summary>
/// <param name="Difference">Treated minus the others, in the measure's unit.</param>
/// <param name="Interval">95 %.</param>
/// <param name="Treated">How many were treated.</param>
/// <param name="Compared">How many they were compared with.</param>
public sealed record EffectEstimate(double Difference, Interval Interval, int Treated, int Compared)
{
    /// <summary>Whether the interval leaves zero out.</summary>
    public bool IsClear => !Interval.Contains(0);
}
