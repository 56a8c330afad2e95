using Platform.Contracts.SuccessPlans;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes where the success plan stands: value delivered over its objectives, and milestones past
/// due.</summary>
public sealed class PlanProgressProjection(UsageCalendar calendar, ScoringSignal signal) : IEventHandler<PlanProgressed>
{
    public async Task HandleAsync(PlanProgressed domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var day = calendar.DayOf(domainEvent.OccurredAt);
        work.AfterCommit(signal.Set);
        // A plan whose objectives are not measured yet says nothing about progress; a new plan ends the figure of the
        // one before.
        if (domainEvent.Progress is { } progress)
            await Readings.RecordAsync(
                work,
                new Reading(
                    domainEvent.AccountId,
                    Measure.PlanProgress,
                    day,
                    domainEvent.OccurredAt,
                    100 * progress,
                    domainEvent.Actor
                )
            );
        else
            await Readings.ExpireAsync(work, domainEvent.AccountId, Measure.PlanProgress, day, domainEvent.OccurredAt);
        await Readings.RecordAsync(
            work,
            new Reading(
                domainEvent.AccountId,
                Measure.MilestonesOverdue,
                day,
                domainEvent.OccurredAt,
                domainEvent.OverdueMilestones,
                domainEvent.Actor
            )
        );
    }
}
