namespace Platform.Feedback.Answers;

/// <summary>Which answers a list holds.</summary>
/// <param name="Q">Words that the comment has to hold, as in a search engine: "slow import" -mobile.</param>
public sealed record AnswerFilter(
    Guid? SurveyId,
    Guid? WaveId,
    Guid? ContactId,
    string? Type,
    string? Class,
    string? Role,
    string? Product,
    string? Segment,
    bool? WithComment,
    string? Q,
    DateOnly? From,
    DateOnly? To
);
