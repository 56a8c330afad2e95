namespace Platform.HealthScoring.Scoring;

/// <param name="Cause">A measure's name, <c>scorecard</c>, <c>caps</c> or <c>override</c>.</param>
/// <param name="Kind"><c>value</c>, <c>appeared</c>, <c>went_missing</c>, <c>scorecard</c>, <c>caps</c> or
/// <c>override</c>.</param>
/// <param name="Amount">Points that it adds or takes away.</param>
/// <param name="From">The measure's value before, in its unit.</param>
/// <param name="To">The measure's value after, in its unit.</param>
public sealed record ChangeCause(string Cause, string Kind, decimal? Amount, decimal? From, decimal? To);
