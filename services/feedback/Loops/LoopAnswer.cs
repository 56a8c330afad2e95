namespace Platform.Feedback.Loops;

/// <summary>The answer that opened the loop.</summary>
/// <param name="Score">On the survey's own scale, scaleTo at most.</param>
/// <param name="Contact">Who answered; absent where the person is not known or was erased.</param>
public sealed record LoopAnswer(
    string Survey,
    decimal? Score,
    int ScaleTo,
    string? Comment,
    bool WantsReply,
    Guid? ContactId,
    string? Contact,
    DateTimeOffset AnsweredAt
);
