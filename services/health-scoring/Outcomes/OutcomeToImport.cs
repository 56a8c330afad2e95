namespace Platform.HealthScoring.Outcomes;

/// <param name="Account">An id, or <c>source:externalId</c>.</param>
/// <param name="Outcome"><c>grown</c>, <c>renewed_flat</c>, <c>contracted</c> or <c>churned</c>; the usual other words
/// (expanded, renewed, lost) are understood.</param>
/// <param name="DecidedOn">yyyy-MM-dd.</param>
public sealed record OutcomeToImport(string? Account, string? Outcome, string? DecidedOn);
