namespace Platform.Renewals.Subscriptions;

/// <param name="On">First day that is paid for, past or to come, ISO date.</param>
public sealed record ConvertTrialRequest(DateOnly On);
