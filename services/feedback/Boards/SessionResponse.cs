namespace Platform.Feedback.Boards;

/// <param name="Attendance">Share of those recorded who were there, 0–1.</param>
/// <param name="BoardId">The board whose session it is.</param>
/// <param name="Attended">Members who were there.</param>
/// <param name="Missed">Members who were not.</param>
/// <param name="Homework">What members took on.</param>
public sealed record SessionResponse(
    Guid Id,
    Guid BoardId,
    DateOnly HeldOn,
    string Topic,
    string? Agenda,
    string? Minutes,
    int Attended,
    int Missed,
    decimal? Attendance,
    IReadOnlyList<HomeworkResponse> Homework
);
