namespace Platform.Feedback.Imports;

/// <summary>Which column of the file means what, by its header; null where the file has none.</summary>
public sealed record AnswerColumns(
    string Score,
    string? AnsweredAt,
    string? Comment,
    string? Account,
    string? Person,
    string? Product,
    string? Role,
    string? Key
);
