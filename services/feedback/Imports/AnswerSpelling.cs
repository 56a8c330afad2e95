namespace Platform.Feedback.Imports;

/// <summary>How the file is spelt; what is null is found out.</summary>
/// <param name="Zone">Where times without an offset are.</param>
/// <param name="DateOrder"><c>dmy</c> or <c>mdy</c> where the dates alone do not say; null otherwise.</param>
/// <param name="Dates">A declared spelling of dates, as in a mapping.</param>
/// <param name="Encoding">As in a mapping.</param>
/// <param name="Without">When a file without dates was answered.</param>
public sealed record AnswerSpelling(
    TimeZoneInfo Zone,
    string? DateOrder,
    string? Dates,
    string? Encoding,
    DateTimeOffset? Without
);
