using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Accounts;

/// <summary>A number that someone else reports for a measure, from a day on.</summary>
public sealed record Reading(
    Guid AccountId,
    Measure Measure,
    DateOnly From,
    DateTimeOffset RecordedAt,
    decimal Value,
    string RecordedBy,
    string? Reason = null,
    string? Note = null
);
