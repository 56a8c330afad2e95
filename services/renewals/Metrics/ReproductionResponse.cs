namespace Platform.Renewals.Metrics;

/// <param name="Equal">Whether the figure computed again, as known then, is the one that was published, to the
/// cent.</param>
/// <param name="Published">The figures as they were published.</param>
/// <param name="Reproduced">The same computed anew from the ledger as it was known then.</param>
public sealed record ReproductionResponse(
    bool Equal,
    IReadOnlyList<GroupFigures> Published,
    IReadOnlyList<GroupFigures> Reproduced
);
