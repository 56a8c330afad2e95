namespace Platform.Feedback.Surveys;

/// <summary>What a person says: the score on the survey's scale, words, replies to its own questions, and whether they
/// want to hear from us.</summary>
public sealed record AnswerInput(
    decimal? Score,
    string? Comment,
    IReadOnlyDictionary<string, string> Replies,
    bool WantsReply
);
