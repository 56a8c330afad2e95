namespace Platform.HealthScoring.Scoring;

/// <summary>Scores and contributions are decimals of two places, and shares are rounded so that they add up
/// exactly.</summary>
public static class Points
{
    public const int Decimals = 2;
    private const decimal Unit = 0.01m;

    public static decimal Round(decimal exact) => MeasureValues.Canonical(exact, Decimals);

    /// <summary>
    /// Rounds non-negative <paramref name="exact"/> parts to two places so that they sum to <see cref="Round"/> of
    /// their sum (largest remainder; ties go to the earlier part, so the answer depends on nothing but the input).
    /// </summary>
    public static decimal[] Apportion(ReadOnlySpan<decimal> exact)
    {
        var parts = new decimal[exact.Length];
        var remainders = new decimal[exact.Length];
        decimal sum = 0,
            given = 0;
        for (var i = 0; i < exact.Length; i++)
        {
            sum += exact[i];
            parts[i] = Math.Floor(exact[i] / Unit) * Unit;
            remainders[i] = exact[i] - parts[i];
            given += parts[i];
        }
        for (var left = (int)((Round(sum) - given) / Unit); left > 0; left--)
        {
            var most = 0;
            for (var i = 1; i < remainders.Length; i++)
                if (remainders[i] > remainders[most])
                    most = i;
            parts[most] += Unit;
            remainders[most] = -1;
        }
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Round(parts[i]);
        return parts;
    }
}
