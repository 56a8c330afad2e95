namespace Platform.HealthScoring.Scoring;

/// <summary>What costs most, with the playbook that the scorecard names against it. <paramref name="Cause"/> is a
/// measure's or a cap's name.</summary>
/// <param name="Cause">The measure or cap that costs points.</param>
/// <param name="Kind">measure or cap.</param>
/// <param name="Cost">Points that it costs: those missing to 100 times its part of the weight.</param>
/// <param name="Raw">The measure's value in its own unit.</param>
public sealed record Driver(string Cause, string Kind, decimal Cost, decimal? Raw, string? Playbook);
