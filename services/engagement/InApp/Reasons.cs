namespace Platform.Engagement.InApp;

/// <summary>Why a message was not shown.</summary>
internal static class Reasons
{
    public const string Offered = "offered";
    public const string NotLive = "not_live";
    public const string UnknownAccount = "unknown_account";
    public const string NotStarted = "not_started";
    public const string Ended = "ended";
    public const string OtherPage = "other_page";
    public const string NotInAudience = "not_in_audience";
    public const string Seen = "seen_before";
    public const string Completed = "completed";
    public const string Dismissed = "dismissed";
    public const string Snoozed = "snoozed";
    public const string LostToPriority = "lost_to_priority";

    /// <summary>The contact budget, a preference or quiet hours keep the user from being interrupted now.</summary>
    public const string ContactBudget = "contact_budget";

    /// <summary>The reason in words.</summary>
    public static string Describe(string reason) =>
        reason switch
        {
            Offered => "It is offered; the browser shows it when its trigger comes.",
            NotLive => "It is not live.",
            UnknownAccount => "The account is not known here.",
            NotStarted => "Its time has not begun.",
            Ended => "Its time is over.",
            OtherPage => "It is for another page.",
            NotInAudience => "The user is not in its audience.",
            Seen => "The user has seen it, and it is shown once.",
            Completed => "The user has completed it.",
            Dismissed => "The user has dismissed it.",
            Snoozed => "The user asked to be reminded later.",
            ContactBudget => "The person is not to be interrupted now.",
            LostToPriority => "Only one message may interrupt, and another has precedence.",
            _ => reason,
        };
}
