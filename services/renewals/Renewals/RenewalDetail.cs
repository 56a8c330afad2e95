namespace Platform.Renewals.Renewals;

/// <param name="Renewal">The renewal itself.</param>
/// <param name="Milestones">What is to be done before the term ends.</param>
/// <param name="History">How it went, the newest first.</param>
public sealed record RenewalDetail(
    RenewalView Renewal,
    IReadOnlyList<MilestoneView> Milestones,
    IReadOnlyList<RenewalHistoryView> History
);
