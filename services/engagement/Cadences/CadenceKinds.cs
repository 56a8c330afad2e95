namespace Platform.Engagement.Cadences;

/// <summary>What an account may be owed.</summary>
internal static class CadenceKinds
{
    public const string ValueNote = "value_note";
    public const string BusinessReview = "business_review";

    public static readonly IReadOnlyList<string> All =
    [
        "onboarding_status",
        ValueNote,
        BusinessReview,
        "proof_mail",
        "release_note",
        "visit",
    ];
}
