using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Approvals;

/// <summary>The routes of this folder.</summary>
internal static class ApprovalEndpoints
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        var approvals = v1.MapGroup("/approvals").WithTags("Approvals");
        ListApprovals.Map(approvals);
        GetApproval.Map(approvals);
        DecideApproval.Map(approvals);
        DecideApprovals.Map(approvals);
        IssueApprovalLink.Map(approvals);

        var pages = app.MapGroup("/approve/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ShowApprovalPage.Map(pages);
        DecideOnPage.Map(pages);
    }
}
