namespace Platform.Simulator.Records;

/// <summary>How a term ended within the history. The kinds are those of <see cref="Storylines.Outcome"/> in lower
/// case.</summary>
public sealed record OutcomeRow(
    string Account,
    string Kind,
    DateOnly OccurredOn,
    decimal AnnualBefore,
    decimal AnnualAfter,
    string? Currency
);
