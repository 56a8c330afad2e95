namespace Platform.Renewals.Metrics.InMemory;

/// <summary>
/// Sums over units that follow each change of <see cref="MonthColumns"/>, so that an answer reads them instead of
/// passing over all columns: before a unit changes it is counted out, afterwards in again.
/// </summary>
public interface IIncrementalSums
{
    /// <summary>A month became part of the columns, after those before it: counts every unit in.</summary>
    void Open(int month);

    /// <param name="unit">The unit that is about to change, or has changed.</param>
    /// <param name="from">First month in which it differs.</param>
    /// <param name="sign">−1 before the change, 1 after it.</param>
    void Count(int unit, int from, int sign);
}
