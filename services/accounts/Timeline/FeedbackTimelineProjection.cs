using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Timeline;

/// <summary>Writes responses, loops, product requests and advocates into accounts' histories.</summary>
public sealed class FeedbackTimelineProjection(TimelineWriter timeline)
    : IEventHandler<SurveyAnswered>,
        IEventHandler<LoopOpened>,
        IEventHandler<LoopOverdue>,
        IEventHandler<LoopClosed>,
        IEventHandler<RequestStatusChanged>,
        IEventHandler<AdvocateIdentified>,
        IEventHandler<InterviewCoded>
{
    public Task HandleAsync(SurveyAnswered domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var given = domainEvent.Score is { } value
            ? $" {value:0.##} of {domainEvent.ScaleTo}{(domainEvent.Class is { } name ? $" ({name})" : "")}"
            : " in words";
        var title = $"{domainEvent.Type.ToUpperInvariant()}{given}{(domainEvent.Corrected ? ", corrected" : "")}";
        var entry = TimelineEntry.Of(
            domainEvent,
            "feedback",
            domainEvent.Corrected ? "survey_answer_corrected" : "survey_answered",
            title,
            domainEvent.AnswerId
        );
        return timeline.AppendAsync(work, domainEvent.Corrected ? entry : entry.HappenedAt(domainEvent.AnsweredAt));
    }

    public Task HandleAsync(LoopOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "loop_opened",
            $"Answer to follow up ({Spoken(domainEvent.Reason)}), first reply due "
                + $"{domainEvent.FirstReplyDueAt:yyyy-MM-dd}",
            domainEvent.LoopId
        );

    public Task HandleAsync(LoopOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "loop_overdue",
            $"Follow-up overdue: {Spoken(domainEvent.Step)} was due {domainEvent.DueAt:yyyy-MM-dd}",
            domainEvent.LoopId
        );

    public Task HandleAsync(LoopClosed domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "loop_closed",
            $"Follow-up done after {domainEvent.HoursOpen:0.#} "
                + $"hours{(domainEvent.WhatChanged is { Length: > 0 } changed ? $": {changed}" : "")}",
            domainEvent.LoopId
        );

    public Task HandleAsync(RequestStatusChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var from = domainEvent.From is { } before ? $"{Spoken(before)} → " : "";
        return AppendAsync(
            work,
            domainEvent,
            "request_status_changed",
            $"Product request {from}{Spoken(domainEvent.To)}: {domainEvent.Title}",
            domainEvent.RequestId
        );
    }

    public Task HandleAsync(AdvocateIdentified domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "advocate_identified",
            $"Could be an advocate ({Spoken(domainEvent.Reason)})",
            domainEvent.AdvocateId
        );

    public Task HandleAsync(InterviewCoded domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var themes =
            domainEvent.Themes.Count == 0 ? "no theme yet" : string.Join(", ", domainEvent.Themes.Select(Spoken));
        return AppendAsync(
            work,
            domainEvent,
            "interview_coded",
            $"Interview ({Spoken(domainEvent.Kind)}, {domainEvent.Outcome}): "
                + $"{themes}{(domainEvent.DecisiveTheme is { } decisive ? $"; decided by {Spoken(decisive)}" : "")}",
            domainEvent.InterviewId
        );
    }

    private static string Spoken(string name) => name.Replace('_', ' ');

    private Task AppendAsync(UnitOfWork work, DomainEvent domainEvent, string type, string title, Guid subject) =>
        timeline.AppendAsync(work, TimelineEntry.Of(domainEvent, "feedback", type, title, subject));
}
