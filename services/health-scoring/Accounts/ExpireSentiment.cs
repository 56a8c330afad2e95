using MassTransit;
using Platform.Contracts.Accounts;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>A CSM's judgement is their own: it does not pass to whom they hand the account to.</summary>
public sealed class ExpireSentiment(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<HandoverAccepted>
{
    public async Task Consume(ConsumeContext<HandoverAccepted> context)
    {
        var message = context.Message;
        await inbox.OnceAsync(context, work =>
            Readings.ExpireAsync(
                work,
                message.AccountId,
                Measure.Sentiment,
                calendar.DayOf(message.OccurredAt),
                message.OccurredAt
            )
        );
        signal.Set();
    }
}
