namespace Platform.Engagement.ContactBudget;

/// <summary>The ways in which a person is reached. All count in one budget.</summary>
public static class TouchChannels
{
    public const string Email = "email";

    public static readonly IReadOnlyList<string> All =
    [
        Email,
        "in_app",
        "survey",
        "call",
        "sms",
        "chat",
        "post",
        "other",
    ];
}
