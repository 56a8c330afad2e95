namespace Platform.SuccessPlans.Sharing;

/// <summary>What our side does with links and comments.</summary>
public static class SharingEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var plans = v1.MapGroup("/plans").WithTags("Plans");
        CreateShareLink.Map(plans);
        ListShareLinks.Map(plans);
        RevokeShareLink.Map(plans);
        ListShareAccesses.Map(plans);
        ListComments.Map(plans);
        AddComment.Map(plans);
    }
}
