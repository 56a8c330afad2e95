namespace Platform.Gateway.Overview;

/// <param name="OpenBySeverity">Severity → open tickets.</param>
/// <param name="LongestWaitHours">Of the oldest open ticket without a first response.</param>
/// <param name="Opened28">Opened in the last 28 days.</param>
/// <param name="OpenedBefore">Opened in the 28 days before.</param>
/// <param name="Escalated">Open tickets that were escalated.</param>
/// <param name="MedianFirstResponseHours">Half of the tickets got their first response within so many hours.</param>
public sealed record OverviewTickets(
    int Open,
    int Escalated,
    IReadOnlyDictionary<string, int> OpenBySeverity,
    double? LongestWaitHours,
    double? MedianFirstResponseHours,
    int Opened28,
    int OpenedBefore
);
