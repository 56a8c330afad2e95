using MassTransit;
using Platform.Contracts.SuccessPlans;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps the day of the last business review. One without a senior sponsor of the customer does not
/// count.</summary>
public sealed class ReviewsProjection(Inbox inbox, ScoringSignal signal) : IConsumer<ReviewHeld>
{
    public async Task Consume(ConsumeContext<ReviewHeld> context)
    {
        var message = context.Message;
        // Reported as the day it was held, from that day on: a review recorded late, or out of order, never hides a
        // later one.
        await inbox.OnceAsync(context, work =>
            message.Counts
                ? Readings.RecordAsync(
                    work,
                    new Reading(
                        message.AccountId,
                        Measure.DaysSinceReview,
                        message.HeldOn,
                        message.OccurredAt,
                        message.HeldOn.DayNumber,
                        message.Actor
                    )
                )
                : Task.CompletedTask
        );
        signal.Set();
    }
}
