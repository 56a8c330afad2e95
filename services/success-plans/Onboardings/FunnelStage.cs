namespace Platform.SuccessPlans.Onboardings;

/// <param name="Entered">Onboardings that reached the stage.</param>
/// <param name="MedianDays">Of finished stays; null while there is none.</param>
/// <param name="Stalled">Open onboardings that are in the stage and stalled now.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Left">Onboardings that have left it.</param>
/// <param name="InStage">Onboardings that are in it now.</param>
/// <param name="P90Days">Days after which nine of ten have left it.</param>
public sealed record FunnelStage(
    string Stage,
    int Entered,
    int Left,
    int InStage,
    int Stalled,
    decimal? MedianDays,
    decimal? P90Days
);
