namespace Platform.Engagement.Inbox;

/// <summary>The routes of this folder.</summary>
internal static class InboxEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var inbox = v1.MapGroup("/inbox").WithTags("Inbox");
        ListInbox.Map(inbox);
        CountInbox.Map(inbox);
        GetInboxItem.Map(inbox);
        DoInboxItem.Map(inbox);
        SnoozeInboxItem.Map(inbox);
        ReassignInboxItem.Map(inbox);
        CommentInboxItem.Map(inbox);
        ChangeInboxItems.Map(inbox);
    }
}
