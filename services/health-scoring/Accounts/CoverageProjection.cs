using MassTransit;
using Platform.Contracts.Accounts;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Takes coverage as a measure: the share of three high and three wide that is reached.</summary>
public sealed class CoverageProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<CoverageChanged>
{
    private const int Target = 3;

    public async Task Consume(ConsumeContext<CoverageChanged> context)
    {
        var message = context.Message;
        await inbox.OnceAsync(context, work =>
            Readings.RecordAsync(
                work,
                new Reading(
                    message.AccountId,
                    Measure.Coverage,
                    calendar.DayOf(message.OccurredAt),
                    message.OccurredAt,
                    100m * (Math.Min(message.High, Target) + Math.Min(message.Wide, Target)) / (2 * Target),
                    message.Actor
                )
            )
        );
        signal.Set();
    }
}
