namespace Platform.Gateway.Overview;

/// <summary>All that the platform knows of an account, part by part; each part comes from its own service.</summary>
/// <param name="Owners">Who is accountable: owner role → user id.</param>
/// <param name="Revenue">What the account pays, and until when.</param>
/// <param name="Contacts">The people at the customer.</param>
/// <param name="Timeline">What happened last, the newest first.</param>
/// <param name="Plan">The success plan.</param>
/// <param name="Renewal">What comes up for renewal next.</param>
/// <param name="Risks">Open risks.</param>
/// <param name="Expansion">Open opportunities to grow.</param>
/// <param name="Feedback">The last answers to surveys, the newest first.</param>
/// <param name="Onboarding">The onboarding that is under way, or the last one.</param>
/// <param name="Tickets">Open tickets and how fast they are answered.</param>
/// <param name="Coverage">Whom the customer relationship rests on.</param>
/// <param name="Usage">Use of the product in the last 28 days.</param>
public sealed record AccountOverview(
    Guid AccountId,
    OverviewPart<OverviewAccount> Account,
    OverviewPart<IReadOnlyDictionary<string, string>> Owners,
    OverviewPart<OverviewScore> Score,
    OverviewPart<OverviewRevenue> Revenue,
    OverviewPart<IReadOnlyList<OverviewContact>> Contacts,
    OverviewPart<IReadOnlyList<OverviewTimelineEntry>> Timeline,
    OverviewPart<OverviewPlan> Plan,
    OverviewPart<OverviewOnboarding> Onboarding,
    OverviewPart<OverviewRenewal> Renewal,
    OverviewPart<IReadOnlyList<OverviewRisk>> Risks,
    OverviewPart<IReadOnlyList<OverviewExpansion>> Expansion,
    OverviewPart<OverviewTickets> Tickets,
    OverviewPart<OverviewCoverage> Coverage,
    OverviewPart<IReadOnlyList<OverviewAnswer>> Feedback,
    OverviewPart<OverviewUsage> Usage
)
{
    internal bool IsComplete =>
        new[]
        {
            Account.Status,
            Score.Status,
            Revenue.Status,
            Contacts.Status,
            Timeline.Status,
            Plan.Status,
            Onboarding.Status,
            Renewal.Status,
            Tickets.Status,
            Coverage.Status,
            Feedback.Status,
            Usage.Status,
        }.All(status => status != OverviewParts.Missing);
}
