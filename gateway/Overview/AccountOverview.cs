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
