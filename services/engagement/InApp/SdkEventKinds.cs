namespace Platform.Engagement.InApp;

/// <summary>What the browser reports.</summary>
internal static class SdkEventKinds
{
    public const string Seen = "seen";
    public const string Clicked = "clicked";
    public const string Completed = "completed";
    public const string Dismissed = "dismissed";
    public const string Snoozed = "snoozed";
    public const string Anchor = "anchor";
    public const string Use = "use";

    public static readonly IReadOnlyList<string> All = [Seen, Clicked, Completed, Dismissed, Snoozed, Anchor, Use];
}
