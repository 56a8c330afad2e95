namespace Platform.Contracts.HealthScoring;

/// <param name="Cause">A measure's or a cap's name, snake_case.</param>
/// <param name="Cost">Points that it takes from the score.</param>
/// <param name="Playbook">What the scorecard suggests to do about it.</param>
public sealed record HealthDriver(string Cause, decimal Cost, string? Playbook);
