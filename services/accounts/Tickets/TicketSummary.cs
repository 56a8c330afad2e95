namespace Platform.Accounts.Tickets;

/// <param name="OpenBySeverity">Severity → open tickets.</param>
/// <param name="LongestWaitHours">Since when the oldest ticket without a first response has been open.</param>
/// <param name="MedianFirstResponseHours">Of tickets opened in the last 28 days that got one.</param>
/// <param name="Opened28">Opened in the last 28 days.</param>
/// <param name="OpenedBefore">Opened in the 28 days before.</param>
/// <param name="Trend">(opened − before) / before; null when there was none before.</param>
/// <param name="Open">Tickets that are open now.</param>
/// <param name="Escalated">Open tickets that went to a higher level.</param>
public sealed record TicketSummary(
    IReadOnlyDictionary<string, int> OpenBySeverity,
    int Open,
    int Escalated,
    double? LongestWaitHours,
    double? MedianFirstResponseHours,
    int Opened28,
    int OpenedBefore,
    double? Trend
);
