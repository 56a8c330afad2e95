using MassTransit;
using Platform.Contracts.SuccessPlans;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes where the success plan stands: value delivered over its objectives, and milestones past
/// due.</summary>
public sealed class PlanProgressProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<PlanProgressed>
{
    public async Task Consume(ConsumeContext<PlanProgressed> context)
    {
        var message = context.Message;
        var day = calendar.DayOf(message.OccurredAt);
        await inbox.OnceAsync(context, async work =>
        {
            // A plan whose objectives are not measured yet says nothing about progress; a new plan takes the old one's
            // figure away.
            if (message.Progress is { } progress)
                await Readings.RecordAsync(
                    work,
                    new Reading(
                        message.AccountId,
                        Measure.PlanProgress,
                        day,
                        message.OccurredAt,
                        100 * progress,
                        message.Actor
                    )
                );
            else
                await Readings.ExpireAsync(work, message.AccountId, Measure.PlanProgress, day, message.OccurredAt);
            await Readings.RecordAsync(
                work,
                new Reading(
                    message.AccountId,
                    Measure.MilestonesOverdue,
                    day,
                    message.OccurredAt,
                    message.OverdueMilestones,
                    message.Actor
                )
            );
        });
        signal.Set();
    }
}
