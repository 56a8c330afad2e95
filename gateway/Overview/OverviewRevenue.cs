using Platform.Contracts;

namespace Platform.Gateway.Overview;

public sealed record OverviewRevenue(
    Money Mrr,
    Money Arr,
    int Seats,
    DateOnly? RenewalDate,
    Money Overdue,
    int Version
);
