using Platform.Contracts.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>A CSM's sentiment ends when they hand the account over: it is not the next owner's.</summary>
public sealed class ExpireSentimentOnHandoverAccepted(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<HandoverAccepted>
{
    public Task HandleAsync(HandoverAccepted domainEvent, UnitOfWork work, CancellationToken ct)
    {
        work.AfterCommit(signal.Set);
        return Readings.ExpireAsync(
            work,
            domainEvent.AccountId,
            Measure.Sentiment,
            calendar.DayOf(domainEvent.OccurredAt),
            domainEvent.OccurredAt
        );
    }
}
