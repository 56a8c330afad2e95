using Platform.ServiceKit.Auth;

namespace Platform.Feedback.Requests;

/// <summary>The routes of this folder.</summary>
internal static class RequestEndpoints
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        var requests = v1.MapGroup("/requests").WithTags("Product requests");
        CreateRequest.Map(requests);
        ListPossibleDuplicates.Map(requests);
        ListRequests.Map(requests);
        GetRequest.Map(requests);
        ListVotes.Map(requests);
        ListRequestHistory.Map(requests);
        VoteForRequest.Map(requests);
        ChangeRequestStatus.Map(requests);
        ChangeRequestVisibility.Map(requests);
        MergeRequests.Map(requests);
        UndoRequestMerge.Map(requests);
        SplitRequest.Map(requests);

        var account = v1.MapGroup("/accounts/{accountId:guid}/feedback").WithTags("Product requests");
        CreateBoardLink.Map(account);
        RevokeBoardLink.Map(account);

        var pages = app.MapGroup("/board/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ShowBoardPage.Map(pages);
        VoteOnBoardPage.Map(pages);
        SubmitBoardRequest.Map(pages);
    }
}
