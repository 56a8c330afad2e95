namespace Platform.HealthScoring.Outcomes;

/// <summary>How a term ended, and the day from which everybody could know it.</summary>
public sealed class Outcome
{
    public Guid AccountId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly DecidedOn { get; init; }

    /// <summary>Who told it: a decision in renewals, the ledger, or an imported file.</summary>
    public string Source { get; init; } = "";

    public bool Churned => Kind == OutcomeKinds.Churned;
}

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
