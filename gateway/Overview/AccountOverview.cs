using Platform.Contracts;
using Platform.Gateway.Portfolio;

namespace Platform.Gateway.Overview;

/// <summary>All that the platform knows of an account, part by part; each part comes from its own service.</summary>
/// <param name="Revenue">What the account pays, and until when.</param>
/// <param name="Contacts">The people at the customer.</param>
/// <param name="Timeline">What happened last, the newest first.</param>
public sealed record AccountOverview(
    Guid AccountId,
    OverviewPart<OverviewAccount> Account,
    OverviewPart<OverviewScore> Score,
    OverviewPart<OverviewRevenue> Revenue,
    OverviewPart<IReadOnlyList<OverviewContact>> Contacts,
    OverviewPart<IReadOnlyList<OverviewTimelineEntry>> Timeline
)
{
    internal bool IsComplete =>
        Account.Status != OverviewParts.Missing
        && Score.Status != OverviewParts.Missing
        && Revenue.Status != OverviewParts.Missing
        && Contacts.Status != OverviewParts.Missing
        && Timeline.Status != OverviewParts.Missing;
}

/// <param name="Status">ok; none: the service has nothing for this account; missing: it could not be asked, see
/// reason.</param>
/// <param name="Reason">Why the part is missing.</param>
/// <param name="Value">The part itself; left out where the service that owns it did not answer in time.</param>
public sealed record OverviewPart<T>(string Status, T? Value, string? Reason);

public sealed record OverviewAccount(
    string Name,
    string? Domain,
    string? Industry,
    string? Country,
    int? Employees,
    string Lifecycle,
    string? Size,
    string? Motion,
    string? Priority,
    DateOnly? CustomerSince,
    IReadOnlyDictionary<string, string> Owners,
    int Version
);

/// <param name="Score">0–100; null: insufficient data.</param>
/// <param name="ScorecardVersion">Version of the scorecard that it was computed with.</param>
/// <param name="Change">Against the score before, with its causes.</param>
public sealed record OverviewScore(
    decimal? Score,
    string Band,
    string Segment,
    int ScorecardVersion,
    DateTimeOffset? ScoredAt,
    decimal? Change,
    IReadOnlyList<PortfolioDriver> Drivers,
    IReadOnlyList<string> Caps,
    int Version
);

public sealed record OverviewRevenue(
    Money Mrr,
    Money Arr,
    int Seats,
    DateOnly? RenewalDate,
    Money Overdue,
    int Version
);

/// <param name="Status">active, or left once the person works there no more.</param>
public sealed record OverviewContact(
    Guid Id,
    string Name,
    string? Title,
    string? Seniority,
    string? Function,
    IReadOnlyList<string> Roles,
    string Status,
    DateTimeOffset? LastTwoWayContactAt
);

/// <param name="Type">What happened: activity, ticket_opened, survey_answered and so on.</param>
/// <param name="Service">The service that told of it.</param>
public sealed record OverviewTimelineEntry(
    string Id,
    string Type,
    string Title,
    string Actor,
    string Service,
    DateTimeOffset? OccurredAt
);
