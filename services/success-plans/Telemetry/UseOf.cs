namespace Platform.SuccessPlans.Telemetry;

/// <param name="Users">Distinct over the whole span.</param>
public sealed record UseOf(long Events, long Quantity, int Users, DateOnly FirstDay, DateOnly LastDay);
