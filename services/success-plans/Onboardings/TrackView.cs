namespace Platform.SuccessPlans.Onboardings;

/// <param name="Track">The customer's role whose path it is.</param>
/// <param name="Done">Milestones that are done.</param>
/// <param name="Of">Milestones in all, without those skipped.</param>
public sealed record TrackView(string Track, int Done, int Of);
