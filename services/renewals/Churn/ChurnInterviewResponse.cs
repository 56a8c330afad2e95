namespace Platform.Renewals.Churn;

/// <summary>An interview as feedback coded it; its words stay there.</summary>
public sealed class ChurnInterviewResponse
{
    /// <summary>The interview.</summary>
    public Guid InterviewId { get; init; }

    /// <summary>won, lost, churned or retained.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Codes of what played a part.</summary>
    public string[] Themes { get; init; } = [];

    /// <summary>Code of what decided.</summary>
    public string? DecisiveTheme { get; init; }

    /// <summary>When feedback told of it (RFC 3339, UTC).</summary>
    public DateTimeOffset ToldAt { get; init; }

    internal const string OfAccount =
        "select interview_id, outcome, themes, decisive_theme, told_at from churn_interview where account_id = "
        + "@AccountId order by told_at, interview_id";
}
