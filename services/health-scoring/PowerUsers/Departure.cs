namespace Platform.HealthScoring.PowerUsers;

/// <param name="Fall">Of daily activity against the baseline, 0–1; 1 is a stop.</param>
/// <param name="Successors">Other users who were active lately, most active first.</param>
public sealed record Departure(decimal Fall, DateOnly LastActiveOn, bool OthersRemain, IReadOnlyList<int> Successors);
