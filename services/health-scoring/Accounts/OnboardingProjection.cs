using Platform.Contracts.SuccessPlans;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes how far a stalled onboarding has escalated, until a milestone is done or onboarding is over, and the
/// time to first value.</summary>
public sealed class OnboardingProjection(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<OnboardingStalled>,
        IEventHandler<MilestoneCompleted>,
        IEventHandler<OnboardingCompleted>,
        IEventHandler<FirstValueReached>
{
    public Task HandleAsync(OnboardingStalled domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var level = domainEvent.Level switch
        {
            "sponsors" => 3,
            "manager" => 2,
            _ => 1,
        };
        work.AfterCommit(signal.Set);
        return Readings.RecordAsync(
            work,
            new Reading(
                domainEvent.AccountId,
                Measure.OnboardingStalled,
                calendar.DayOf(domainEvent.OccurredAt),
                domainEvent.OccurredAt,
                level,
                domainEvent.Actor,
                domainEvent.Cause
            )
        );
    }

    public Task HandleAsync(MilestoneCompleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        EndStallAsync(work, domainEvent.AccountId, domainEvent.OccurredAt);

    public Task HandleAsync(OnboardingCompleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        EndStallAsync(work, domainEvent.AccountId, domainEvent.OccurredAt);

    public Task HandleAsync(FirstValueReached domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (domainEvent.DaysFromSignature is not { } days)
            return Task.CompletedTask;
        work.AfterCommit(signal.Set);
        return Readings.RecordAsync(
            work,
            new Reading(
                domainEvent.AccountId,
                Measure.TimeToFirstValue,
                calendar.DayOf(domainEvent.ReachedAt),
                domainEvent.OccurredAt,
                days,
                domainEvent.Actor
            )
        );
    }

    private Task EndStallAsync(UnitOfWork work, Guid accountId, DateTimeOffset at)
    {
        work.AfterCommit(signal.Set);
        return Readings.ExpireAsync(work, accountId, Measure.OnboardingStalled, calendar.DayOf(at), at);
    }
}
