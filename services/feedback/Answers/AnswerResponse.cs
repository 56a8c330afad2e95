namespace Platform.Feedback.Answers;

/// <param name="Contact">Who answered; absent where the person is not known or was erased.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
/// <param name="Score">On the survey's own scale, scaleTo at most.</param>
/// <param name="Class">promoter (9, 10), passive (7, 8) or detractor (0 to 6); only of an NPS survey.</param>
/// <param name="Segments">Names of the account's segments when they answered.</param>
/// <param name="CorrectedAt">When the person last changed their answer (RFC 3339, UTC).</param>
/// <param name="Erased">Whether the person's words were erased; the score still counts.</param>
/// <param name="LoopStatus">Where the loop over the answer stands.</param>
public sealed record AnswerResponse(
    Guid Id,
    Guid SurveyId,
    string Survey,
    string Type,
    Guid? WaveId,
    Guid? AccountId,
    string? Account,
    Guid? ContactId,
    string? Contact,
    IReadOnlyList<string> Roles,
    decimal? Score,
    int ScaleTo,
    string? Class,
    string? Comment,
    IReadOnlyDictionary<string, string> Replies,
    bool WantsReply,
    string? Product,
    string? Size,
    IReadOnlyList<string> Segments,
    string Channel,
    DateTimeOffset AnsweredAt,
    DateTimeOffset? CorrectedAt,
    bool Erased,
    Guid? LoopId,
    string? LoopStatus,
    int Version
);
