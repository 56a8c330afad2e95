using Platform.Contracts.SuccessPlans;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps the day of the last business review. One without a senior sponsor of the customer does not
/// count.</summary>
public sealed class ReviewsProjection(ScoringSignal signal) : IEventHandler<ReviewHeld>
{
    public Task HandleAsync(ReviewHeld domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (!domainEvent.Counts)
            return Task.CompletedTask;
        work.AfterCommit(signal.Set);
        // Recorded from the day on which it was held: a review that is reported late or out of order never hides a
        // later one.
        return Readings.RecordAsync(
            work,
            new Reading(
                domainEvent.AccountId,
                Measure.DaysSinceReview,
                domainEvent.HeldOn,
                domainEvent.OccurredAt,
                domainEvent.HeldOn.DayNumber,
                domainEvent.Actor
            )
        );
    }
}
