using Platform.Contracts.Feedback;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes the number of unanswered shared product requests as a measure.</summary>
public sealed class RequestsProjection(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<OpenRequestsChanged>
{
    public Task HandleAsync(OpenRequestsChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        work.AfterCommit(signal.Set);
        return Readings.RecordAsync(
            work,
            new Reading(
                domainEvent.AccountId,
                Measure.RequestsUnanswered,
                calendar.DayOf(domainEvent.OccurredAt),
                domainEvent.OccurredAt,
                domainEvent.UnansweredShared,
                domainEvent.Actor
            )
        );
    }
}
