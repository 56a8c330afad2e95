namespace Platform.HealthScoring.Outcomes;

public static class OutcomeKinds
{
    public const string Grown = "grown";
    public const string RenewedFlat = "renewed_flat";
    public const string Contracted = "contracted";
    public const string Churned = "churned";

    public static readonly IReadOnlyList<string> All = [Grown, RenewedFlat, Contracted, Churned];

    /// <summary>The kind that a file's word means; null where it means none.</summary>
    public static string? Parse(string word) =>
        word.Trim().ToLowerInvariant() switch
        {
            "grown" or "grows" or "expanded" or "expansion" or "upsold" => Grown,
            "renewed_flat" or "renewed" or "renewal" or "flat" or "retained" => RenewedFlat,
            "contracted" or "contraction" or "downsold" => Contracted,
            "churned" or "churn" or "lost" or "cancelled" or "canceled" => Churned,
            _ => null,
        };
}
