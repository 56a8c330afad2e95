namespace Platform.Renewals.Renewals;

internal static class RenewalEndpoints
{
    public static void MapRenewals(this IEndpointRouteBuilder v1)
    {
        var renewals = v1.MapGroup("/renewals").WithTags("Renewals");
        ListRenewals.Map(renewals);
        ListRenewalStages.Map(renewals);
        GetRenewal.Map(renewals);
        MoveRenewalStage.Map(renewals);
        CallRenewal.Map(renewals);
        PlanRenewalNextStep.Map(renewals);
        DecideRenewal.Map(renewals);
        CompleteRenewalMilestone.Map(renewals);
        ListLeadershipReviews.Map(renewals);
        DecideLeadershipReview.Map(renewals);
        RecordGutCheck.Map(renewals);
        GetHygiene.Map(renewals);
        SummariseRenewals.Map(renewals);
    }
}
