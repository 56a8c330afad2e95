using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Sharing;

/// <summary>What a customer's link opens: one plan to read, comments, the customer's own steps, the claims to confirm.
/// Nothing else.</summary>
public static class SharedPlanEndpoints
{
    /// <param name="app">At the root: a page for people has no version.</param>
    public static void Map(IEndpointRouteBuilder app)
    {
        var page = app.MapGroup("/shared/plans/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ShowSharedPlan.Map(page);
        GetSharedPlanStyles.Map(page);
        GetSharedPlanScript.Map(page);
        StreamSharedPlan.Map(page);
        ShowSharedProof.Map(page);
        CommentOnSharedPlan.Map(page);
        CompleteSharedStep.Map(page);
        ConfirmSharedClaim.Map(page);

        var data = app.MapGroup("/v1/shared/plans").WithTags("Shared plan").RequireRoles(Roles.Customer);
        GetSharedPlan.Map(data);
    }
}
