using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Timeline;

/// <summary>Writes responses, loops, product requests and advocates into accounts' histories.</summary>
public sealed class ShowFeedbackOnTimeline(Inbox inbox, TimelineWriter timeline)
    : IConsumer<SurveyAnswered>,
        IConsumer<LoopOpened>,
        IConsumer<LoopOverdue>,
        IConsumer<LoopClosed>,
        IConsumer<RequestStatusChanged>,
        IConsumer<AdvocateIdentified>,
        IConsumer<InterviewCoded>
{
    public Task Consume(ConsumeContext<SurveyAnswered> context)
    {
        var told = context.Message;
        var given = told.Score is { } value
            ? $" {value:0.##} of {told.ScaleTo}{(told.Class is { } name ? $" ({name})" : "")}"
            : " in words";
        var title = $"{told.Type.ToUpperInvariant()}{given}{(told.Corrected ? ", corrected" : "")}";
        var entry = TimelineEntry.Of(
            told,
            "feedback",
            told.Corrected ? "survey_answer_corrected" : "survey_answered",
            title,
            told.AnswerId
        );
        return inbox.OnceAsync(context, work =>
            timeline.AppendAsync(work, told.Corrected ? entry : entry.HappenedAt(told.AnsweredAt))
        );
    }

    public Task Consume(ConsumeContext<LoopOpened> context) =>
        ShowAsync(
            context,
            "loop_opened",
            $"Answer to follow up ({Spoken(context.Message.Reason)}), first reply due "
                + $"{context.Message.FirstReplyDueAt:yyyy-MM-dd}",
            context.Message.LoopId
        );

    public Task Consume(ConsumeContext<LoopOverdue> context) =>
        ShowAsync(
            context,
            "loop_overdue",
            $"Follow-up overdue: {Spoken(context.Message.Step)} was due {context.Message.DueAt:yyyy-MM-dd}",
            context.Message.LoopId
        );

    public Task Consume(ConsumeContext<LoopClosed> context) =>
        ShowAsync(
            context,
            "loop_closed",
            $"Follow-up done after {context.Message.HoursOpen:0.#} "
                + $"hours{(context.Message.WhatChanged is { Length: > 0 } changed ? $": {changed}" : "")}",
            context.Message.LoopId
        );

    public Task Consume(ConsumeContext<RequestStatusChanged> context) =>
        ShowAsync(
            context,
            "request_status_changed",
            $"Product request {(context.Message.From is null ? Spoken(context.Message.To) : $"{Spoken(context.Message.From)} → {Spoken(context.Message.To)}")}: {context.Message.Title}",
            context.Message.RequestId
        );

    public Task Consume(ConsumeContext<AdvocateIdentified> context) =>
        ShowAsync(
            context,
            "advocate_identified",
            $"Could be an advocate ({Spoken(context.Message.Reason)})",
            context.Message.AdvocateId
        );

    public Task Consume(ConsumeContext<InterviewCoded> context)
    {
        var told = context.Message;
        var themes = told.Themes.Count == 0 ? "no theme yet" : string.Join(", ", told.Themes.Select(Spoken));
        return ShowAsync(
            context,
            "interview_coded",
            $"Interview ({Spoken(told.Kind)}, {told.Outcome}): "
                + $"{themes}{(told.DecisiveTheme is { } decisive ? $"; decided by {Spoken(decisive)}" : "")}",
            told.InterviewId
        );
    }

    private static string Spoken(string name) => name.Replace('_', ' ');

    private Task ShowAsync<T>(ConsumeContext<T> context, string type, string title, Guid subject)
        where T : DomainEvent =>
        inbox.OnceAsync(context, work =>
            timeline.AppendAsync(work, TimelineEntry.Of(context.Message, "feedback", type, title, subject))
        );
}
