namespace Platform.SuccessPlans.Onboardings;

/// <param name="MedianDaysToFirstValue">Signature to first value, over <paramref name="FirstValues"/> onboardings; null
/// while there is none.</param>
/// <param name="Opened">Onboardings that were opened.</param>
/// <param name="Open">Those that are open.</param>
/// <param name="Completed">Those that are completed.</param>
/// <param name="Cancelled">Those that were cancelled.</param>
/// <param name="MedianDaysToComplete">Median days from the signature to the end.</param>
/// <param name="FirstValues">Days to first value, by product.</param>
/// <param name="Stages">How long they take in each stage.</param>
public sealed record SegmentFunnel(
    string Segment,
    int Opened,
    int Open,
    int Completed,
    int Cancelled,
    decimal? MedianDaysToComplete,
    int FirstValues,
    decimal? MedianDaysToFirstValue,
    IReadOnlyList<FunnelStage> Stages
);
