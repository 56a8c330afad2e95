namespace Platform.Feedback.Answers;

/// <summary>Which answers a list holds.</summary>
/// <param name="Q">Words that the comment has to hold, as in a search engine: "slow import" -mobile.</param>
/// <param name="Segment">Only answers from accounts that were in the segment of this name.</param>
public sealed record AnswerFilter(
    Guid? SurveyId,
    Guid? WaveId,
    Guid? ContactId,
    string? Type,
    string? Class,
    string? Role,
    string? Product,
    string? Segment,
    string? Size,
    string? Motion,
    string? Priority,
    bool? WithComment,
    string? Q,
    DateOnly? From,
    DateOnly? To
);
