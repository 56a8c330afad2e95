namespace Platform.Simulator.Randomness;

/// <summary>
/// Functions whose last bit <see cref="Math"/> leaves to the platform's C library, made from +, × and ÷ alone, which
/// IEEE 754 fixes everywhere.
/// </summary>
internal static class Portable
{
    /// <summary>e^x for |x| ≤ 50: a series on x/1024, squared ten times.</summary>
    public static double Exp(double x)
    {
        var small = x / 1024;
        var term = 1.0;
        var sum = 1.0;
        for (var n = 1; n <= 10; n++)
        {
            term *= small / n;
            sum += term;
        }

        for (var i = 0; i < 10; i++)
            sum *= sum;
        return sum;
    }
}
