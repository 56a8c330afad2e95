namespace Platform.Contracts.Feedback;

/// <summary>An answer was given, or corrected within its seven days.</summary>
/// <param name="Type"><c>nps</c>, <c>csat</c>, <c>ces</c> or <c>custom</c>.</param>
/// <param name="Score">On the survey's own scale: NPS 0–10, CSAT and CES 1 to <paramref name="ScaleTo"/>; null where
/// only text was given.</param>
/// <param name="Class">NPS only: <c>promoter</c>, <c>passive</c> or <c>detractor</c>.</param>
/// <param name="ContactId">Who answered; null where the person is not known or has been erased.</param>
/// <param name="Corrected">It replaces the same answer's earlier score.</param>
[EventName("feedback.survey-answered.v1")]
public sealed record SurveyAnswered(
    Guid AccountId,
    Guid AnswerId,
    Guid SurveyId,
    Guid? WaveId,
    Guid? ContactId,
    string Type,
    decimal? Score,
    int ScaleTo,
    string? Class,
    DateTimeOffset AnsweredAt,
    bool Corrected
) : DomainEvent(AccountId);

/// <param name="Reason"><c>detractor</c>, <c>low_csat</c>, <c>high_effort</c> or <c>question</c>.</param>
/// <param name="FirstReplyDueAt">Two business days after the answer unless configured otherwise.</param>
[EventName("feedback.loop-opened.v1")]
public sealed record LoopOpened(
    Guid AccountId,
    Guid LoopId,
    Guid AnswerId,
    string Reason,
    string? Owner,
    DateTimeOffset FirstReplyDueAt
) : DomainEvent(AccountId);

/// <param name="Step"><c>thank</c>, <c>acknowledge</c>, <c>act</c> or <c>follow_up</c>.</param>
[EventName("feedback.loop-overdue.v1")]
public sealed record LoopOverdue(Guid AccountId, Guid LoopId, string Step, string? Owner, DateTimeOffset DueAt)
    : DomainEvent(AccountId);

/// <param name="HoursOpen">Time to close, in hours of the clock.</param>
[EventName("feedback.loop-closed.v1")]
public sealed record LoopClosed(Guid AccountId, Guid LoopId, decimal HoursOpen, string? WhatChanged)
    : DomainEvent(AccountId);
