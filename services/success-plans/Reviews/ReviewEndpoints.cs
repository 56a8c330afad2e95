namespace Platform.SuccessPlans.Reviews;

internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var reviews = v1.MapGroup("/reviews").WithTags("Reviews");
        ListReviews.Map(reviews);
        GetReview.Map(reviews);
        GetReviewCadence.Map(reviews);
        GetReviewCoverage.Map(reviews);
        ProposeReview.Map(reviews);
        ScheduleReview.Map(reviews);
        CancelReview.Map(reviews);
        HoldReview.Map(reviews);
        ShareMaterials.Map(reviews);
        GeneratePack.Map(reviews);
        GetReviewPack.Map(reviews);

        var account = v1.MapGroup("/accounts/{accountId:guid}").WithTags("Reviews");
        ListAccountReviews.Map(account);
    }
}
