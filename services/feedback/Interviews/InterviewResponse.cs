namespace Platform.Feedback.Interviews;

/// <param name="Kind">win_loss or churn.</param>
/// <param name="Outcome">won, lost, churned or retained.</param>
/// <param name="Conducted">us or third_party.</param>
/// <param name="ThirdParty">Who conducted it, where it was not us.</param>
/// <param name="Anonymous">Whether a third party promised not to name the person.</param>
/// <param name="Themes">What decided, in the list's codes.</param>
public sealed record InterviewResponse(
    Guid Id,
    string Kind,
    string Outcome,
    string Conducted,
    string? ThirdParty,
    bool Anonymous,
    Guid? AccountId,
    string? Account,
    Guid? ContactId,
    string? Contact,
    DateOnly HeldOn,
    string Summary,
    IReadOnlyList<CodedTheme> Themes,
    string RecordedBy,
    int Version
);
