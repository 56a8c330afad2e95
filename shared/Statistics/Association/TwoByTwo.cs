using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace Platform.Statistics.Association;

/// <summary>Counts of a behaviour against an outcome: <paramref name="Both"/> did it and have the outcome,
/// <paramref name="OnlyDid"/> did it and have not, and so on.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TwoByTwo(int Both, int OnlyDid, int OnlyOutcome, int Neither)
{
    private const double Relative = 1e-7;

    public int Total => Both + OnlyDid + OnlyOutcome + Neither;

    /// <summary>Odds of the outcome among those who did, over the odds among those who did not. One half is added to
    /// every cell when one is empty (Haldane, Anscombe).</summary>
    public (double Value, Interval Interval) OddsRatio()
    {
        var add = Both == 0 || OnlyDid == 0 || OnlyOutcome == 0 || Neither == 0 ? 0.5 : 0;
        double a = Both + add,
            b = OnlyDid + add,
            c = OnlyOutcome + add,
            d = Neither + add;
        var ratio = a * d / (b * c);
        var error = Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        return (ratio, new Interval(ratio * Math.Exp(-Interval.Z * error), ratio * Math.Exp(Interval.Z * error)));
    }

    /// <summary>Fisher's exact test, two-sided: all tables with the same margins that are no likelier than this
    /// one.</summary>
    public double FisherPValue()
    {
        int did = Both + OnlyDid,
            outcome = Both + OnlyOutcome,
            total = Total;
        if (total == 0)
            return 1;
        var here = LogProbability(Both, did, outcome, total);
        double p = 0;
        for (var x = Math.Max(0, did + outcome - total); x <= Math.Min(did, outcome); x++)
        {
            var log = LogProbability(x, did, outcome, total);
            if (log <= here + Relative)
                p += Math.Exp(log);
        }
        return Math.Min(1, p);
    }

    /// <summary>φ, the correlation of two yes-or-no variables, −1 to 1; 0 where one of them does not vary.</summary>
    public double Phi()
    {
        double did = Both + OnlyDid,
            didNot = OnlyOutcome + Neither,
            outcome = Both + OnlyOutcome,
            none = OnlyDid + Neither;
        var margins = did * didNot * outcome * none;
        return margins == 0 ? 0 : ((double)Both * Neither - (double)OnlyDid * OnlyOutcome) / Math.Sqrt(margins);
    }

    /// <summary>Share with the outcome among those who did it; null where nobody did.</summary>
    public double? Precision => Both + OnlyDid == 0 ? null : (double)Both / (Both + OnlyDid);

    /// <summary>Share who did it among those with the outcome; null where nobody has it.</summary>
    public double? Recall => Both + OnlyOutcome == 0 ? null : (double)Both / (Both + OnlyOutcome);

    private static double LogProbability(int both, int did, int outcome, int total) =>
        SpecialFunctions.BinomialLn(outcome, both)
        + SpecialFunctions.BinomialLn(total - outcome, did - both)
        - SpecialFunctions.BinomialLn(total, did);
}
