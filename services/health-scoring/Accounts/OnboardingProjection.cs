using MassTransit;
using Platform.Contracts.SuccessPlans;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes how far a stalled onboarding has escalated, until a milestone is done or onboarding is over, and the
/// time to first value.</summary>
public sealed class OnboardingProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<OnboardingStalled>,
        IConsumer<MilestoneCompleted>,
        IConsumer<OnboardingCompleted>,
        IConsumer<FirstValueReached>
{
    public async Task Consume(ConsumeContext<OnboardingStalled> context)
    {
        var message = context.Message;
        var level = message.Level switch
        {
            "sponsors" => 3,
            "manager" => 2,
            _ => 1,
        };
        await inbox.OnceAsync(context, work =>
            Readings.RecordAsync(
                work,
                new Reading(
                    message.AccountId,
                    Measure.OnboardingStalled,
                    calendar.DayOf(message.OccurredAt),
                    message.OccurredAt,
                    level,
                    message.Actor,
                    message.Cause
                )
            )
        );
        signal.Set();
    }

    public Task Consume(ConsumeContext<MilestoneCompleted> context) => MovesAsync(context);

    public Task Consume(ConsumeContext<OnboardingCompleted> context) => MovesAsync(context);

    public async Task Consume(ConsumeContext<FirstValueReached> context)
    {
        var message = context.Message;
        if (message.DaysFromSignature is not { } days)
            return;
        await inbox.OnceAsync(context, work =>
            Readings.RecordAsync(
                work,
                new Reading(
                    message.AccountId,
                    Measure.TimeToFirstValue,
                    calendar.DayOf(message.ReachedAt),
                    message.OccurredAt,
                    days,
                    message.Actor
                )
            )
        );
        signal.Set();
    }

    private async Task MovesAsync<T>(ConsumeContext<T> context)
        where T : Contracts.DomainEvent
    {
        var message = context.Message;
        await inbox.OnceAsync(context, work =>
            Readings.ExpireAsync(
                work,
                message.AccountId,
                Measure.OnboardingStalled,
                calendar.DayOf(message.OccurredAt),
                message.OccurredAt
            )
        );
        signal.Set();
    }
}
