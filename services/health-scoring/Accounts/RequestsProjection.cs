using MassTransit;
using Platform.Contracts.Feedback;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes the number of shared product requests that nobody has answered as a measure.</summary>
public sealed class RequestsProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<OpenRequestsChanged>
{
    public async Task Consume(ConsumeContext<OpenRequestsChanged> context)
    {
        var message = context.Message;
        await inbox.OnceAsync(context, work =>
            Readings.RecordAsync(
                work,
                new Reading(
                    message.AccountId,
                    Measure.RequestsUnanswered,
                    calendar.DayOf(message.OccurredAt),
                    message.OccurredAt,
                    message.UnansweredShared,
                    message.Actor
                )
            )
        );
        signal.Set();
    }
}
