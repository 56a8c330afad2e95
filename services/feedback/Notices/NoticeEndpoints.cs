namespace Platform.Feedback.Notices;

/// <summary>The routes of this folder.</summary>
internal static class NoticeEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var notices = v1.MapGroup("/notices").WithTags("Loops");
        ListNotices.Map(notices);
        ConfirmNotices.Map(notices);
    }
}
