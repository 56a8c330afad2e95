using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics;

/// <param name="Group">The account's group by the dimension asked for.</param>
public sealed record AccountPosition(Guid AccountId, string Group, AccountPeriod Period);
