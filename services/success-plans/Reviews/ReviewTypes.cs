namespace Platform.SuccessPlans.Reviews;

public static class ReviewTypes
{
    public const string ValueReview = "value_review";
    public const string Qbr = "qbr";
    public const string Ebr = "ebr";

    public static readonly IReadOnlyList<string> All = [ValueReview, Qbr, Ebr];
}
