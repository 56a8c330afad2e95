namespace Platform.SuccessPlans.Tactics;

/// <summary>What accounts really got from a tactic. Nothing is shown for none: 0 started has no median.</summary>
public class ObservedResults
{
    /// <summary>How often accounts began it.</summary>
    public int Started { get; init; }

    /// <summary>How many are at it.</summary>
    public int Active { get; init; }

    /// <summary>How many completed it.</summary>
    public int Completed { get; init; }

    /// <summary>How many stopped it.</summary>
    public int Stopped { get; init; }

    /// <summary>How many fell behind at some time.</summary>
    public int Stalled { get; init; }

    /// <summary>From start to completion; null while none was completed.</summary>
    public decimal? MedianDays { get; init; }

    /// <summary>Mean adoption over all that were started, 0–1; null where none was.</summary>
    public decimal? MeanAdoption { get; init; }
}
