using Platform.Contracts;
using Platform.Gateway.Portfolio;

namespace Platform.Gateway.Overview;

/// <summary>All that the platform knows of an account, part by part; each part comes from its own service.</summary>
public sealed record AccountOverview(
    Guid AccountId,
    OverviewPart<OverviewAccount> Account,
    OverviewPart<OverviewScore> Score,
    OverviewPart<OverviewRevenue> Revenue,
    OverviewPart<IReadOnlyList<OverviewContact>> Contacts,
    OverviewPart<IReadOnlyList<OverviewTimelineEntry>> Timeline)
{
    internal bool IsComplete => Account.Status != OverviewParts.Missing && Score.Status != OverviewParts.Missing && Revenue.Status != OverviewParts.Missing
        && Contacts.Status != OverviewParts.Missing && Timeline.Status != OverviewParts.Missing;
}

/// <param name="Status">ok; none: the service has nothing for this account; missing: it could not be asked, see reason.</param>
/// <param name="Reason">Why the part is missing.</param>
public sealed record OverviewPart<T>(string Status, T? Value, string? Reason);

public sealed record OverviewAccount(
    string Name, string? Domain, string? Industry, string? Country, int? Employees, string Lifecycle, string? Size, string? Motion, string? Priority,
    DateOnly? CustomerSince, IReadOnlyDictionary<string, string> Owners, int Version);

/// <param name="Score">0–100; null: insufficient data.</param>
public sealed record OverviewScore(
    decimal? Score, string Band, string Segment, int ScorecardVersion, DateTimeOffset? ScoredAt, decimal? Change, IReadOnlyList<PortfolioDriver> Drivers, IReadOnlyList<string> Caps, int Version);

public sealed record OverviewRevenue(Money Mrr, Money Arr, int Seats, DateOnly? RenewalDate, Money Overdue, int Version);

public sealed record OverviewContact(Guid Id, string Name, string? Title, string? Seniority, string? Function, IReadOnlyList<string> Roles, string Status, DateTimeOffset? LastTwoWayContactAt);

public sealed record OverviewTimelineEntry(string Id, string Type, string Title, string Actor, string Service, DateTimeOffset? OccurredAt);
