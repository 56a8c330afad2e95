using Platform.Statistics;

namespace Platform.HealthScoring.Validation;

/// <param name="Value">Null where nothing was counted.</param>
/// <param name="Of">Out of how many.</param>
public sealed record Share(int Count, int Of, double? Value, double Low, double High)
{
    public static Share Counted(int count, int of)
    {
        var interval = Interval.OfShare(count, of);
        return new(count, of, of == 0 ? null : (double)count / of, interval.Low, interval.High);
    }
}
