namespace Platform.Contracts.Feedback;

/// <summary>An interview about a won, lost, kept or churned account was recorded, or coded anew. Says nothing about the
/// person.</summary>
/// <param name="Kind"><c>win_loss</c> or <c>churn</c>.</param>
/// <param name="Outcome"><c>won</c>, <c>lost</c>, <c>churned</c> or <c>retained</c>.</param>
/// <param name="Themes">Codes, those of the churn reasons among them; they replace what an earlier event of the same
/// interview said.</param>
/// <param name="DecisiveTheme">What decided it; null where nothing did by itself.</param>
[EventName("feedback.interview-coded.v1")]
public sealed record InterviewCoded(
    Guid AccountId,
    Guid InterviewId,
    string Kind,
    string Outcome,
    IReadOnlyList<string> Themes,
    string? DecisiveTheme
) : DomainEvent(AccountId);
