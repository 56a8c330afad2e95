namespace Platform.Feedback.Imports;

/// <param name="Line">As an editor counts, the header being line 1; a record over several lines is where it
/// begins.</param>
public sealed record AnswerLine(
    int Line,
    decimal Score,
    DateTimeOffset AnsweredAt,
    string? Comment,
    string? Account,
    string? Person,
    string? Product,
    string? Role,
    string? Key
);
