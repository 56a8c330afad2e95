using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;

namespace Platform.Statistics;

/// <summary>A two-sided interval of 95 %.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The normal quantile of a two-sided 95 %.</summary>
    public static readonly double Z = Normal.InvCDF(0, 1, 0.975);

    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Wilson's interval of a share; 0–1 where nothing was counted.</summary>
    public static Interval OfShare(int hits, int of)
    {
        if (of == 0)
            return new(0, 1);
        double p = (double)hits / of,
            z2 = Z * Z;
        var middle = (p + z2 / (2 * of)) / (1 + z2 / of);
        var half = Z / (1 + z2 / of) * Math.Sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
