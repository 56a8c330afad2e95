namespace Platform.HealthScoring.Outcomes;

/// <param name="Index">Of the row in the request, from 0.</param>
/// <param name="Field">The field that is wrong.</param>
public sealed record RefusedOutcome(int Index, string Field, string Reason);
