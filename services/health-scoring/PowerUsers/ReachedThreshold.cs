namespace Platform.HealthScoring.PowerUsers;

/// <param name="Name"><c>seats_used</c>, <c>users_growth</c>, <c>premium_use</c> or <c>new_team</c>.</param>
/// <param name="Value">In per cent; attempts or teams for the last two.</param>
/// <param name="Since"> The first day from which it held without a break, as far as the days that were read tell.
/// </param>
public sealed record ReachedThreshold(string Name, decimal Value, decimal Limit, DateOnly Since);
