namespace Platform.Statistics.Experiments;

/// <summary>How alike two groups are in one measure.</summary>
/// <param name="Measure">Its position among the units' measures.</param>
/// <param name="Treated">The mean of the treated.</param>
/// <param name="Compared">The mean of those that they are compared with.</param>
/// <param name="Smd">The standardised mean difference; within ±0.1 they are alike.</param>
public sealed record Balance(int Measure, double Treated, double Compared, double Smd)
{
    public const double Limit = 0.1;

    public bool IsAlike => Math.Abs(Smd) < Limit;
}
