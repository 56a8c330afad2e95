namespace Platform.Engagement.ContactBudget;

/// <summary>What a touch is about. A person chooses by topic what they want to get.</summary>
public static class TouchTopics
{
    public const string OneToOne = "one_to_one";
    public const string Transactional = "transactional";

    /// <summary>What a person may refuse.</summary>
    public static readonly IReadOnlyList<string> Optional =
    [
        "onboarding",
        "success",
        "value",
        "product",
        "renewal",
        "survey",
        "event",
        "newsletter",
    ];

    /// <summary>What counts and is never stopped: replies between two people, and what they have to know.</summary>
    public static readonly IReadOnlyList<string> Exempt = [OneToOne, "legal", "security", "incident", Transactional];

    public static readonly IReadOnlyList<string> All = [.. Optional, .. Exempt];

    public static bool IsExempt(string topic) => Exempt.Contains(topic, StringComparer.Ordinal);
}
