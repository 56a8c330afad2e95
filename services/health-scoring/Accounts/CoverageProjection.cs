using Platform.Contracts.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes coverage as a measure: the share of three high and three wide that is reached.</summary>
public sealed class CoverageProjection(UsageCalendar calendar, ScoringSignal signal) : IEventHandler<CoverageChanged>
{
    private const int Target = 3;

    public Task HandleAsync(CoverageChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        work.AfterCommit(signal.Set);
        return Readings.RecordAsync(
            work,
            new Reading(
                domainEvent.AccountId,
                Measure.Coverage,
                calendar.DayOf(domainEvent.OccurredAt),
                domainEvent.OccurredAt,
                100m * (Math.Min(domainEvent.High, Target) + Math.Min(domainEvent.Wide, Target)) / (2 * Target),
                domainEvent.Actor
            )
        );
    }
}
