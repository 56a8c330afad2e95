namespace Platform.Renewals.Metrics;

/// <param name="By">What the figures are split by.</param>
/// <param name="Periods">One for each period asked for.</param>
public sealed record RetentionResponse(
    string Definition,
    int DefinitionVersion,
    string Currency,
    string By,
    DateTimeOffset KnownAt,
    IReadOnlyList<RetentionPeriod> Periods
);
