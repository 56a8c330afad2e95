using MassTransit;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Timeline;

/// <summary>Writes what other services tell into accounts' histories. An event told twice stands there once.</summary>
public sealed class ShowOnTimeline(Inbox inbox, TimelineWriter timeline)
    : IConsumer<HealthBandChanged>,
        IConsumer<PowerUserDeparted>,
        IConsumer<UsageThresholdCrossed>,
        IConsumer<RenewalOpened>,
        IConsumer<RenewalMilestoneDue>,
        IConsumer<RenewalStageChanged>,
        IConsumer<ExpansionDetected>,
        IConsumer<RevenueMoved>,
        IConsumer<RetrospectiveOpened>
{
    private const string HealthScoring = "health-scoring";
    private const string Renewals = "renewals";

    public Task Consume(ConsumeContext<HealthBandChanged> context) =>
        ShowAsync(
            context,
            HealthScoring,
            "health_band_changed",
            $"Health went from {Band(context.Message.From)} to {Band(context.Message.To)}",
            null
        );

    public Task Consume(ConsumeContext<PowerUserDeparted> context) =>
        ShowAsync(
            context,
            HealthScoring,
            "power_user_departed",
            $"A power user with {context.Message.Share:P0} of the activity fell "
                + $"silent{(context.Message.OthersRemain ? "" : "; no other remains")}",
            null
        );

    public Task Consume(ConsumeContext<UsageThresholdCrossed> context) =>
        ShowAsync(
            context,
            HealthScoring,
            "usage_threshold_crossed",
            $"{context.Message.Threshold.Replace('_', ' ')} {(context.Message.Rose ? "reached" : "fell below")} "
                + $"{context.Message.Limit:0.##} ({context.Message.Value:0.##})",
            null
        );

    public Task Consume(ConsumeContext<RenewalOpened> context) =>
        ShowAsync(
            context,
            Renewals,
            "renewal_opened",
            $"Renewal over {context.Message.ArrDue} due on {context.Message.EndsOn:yyyy-MM-dd}",
            context.Message.RenewalId
        );

    public Task Consume(ConsumeContext<RenewalMilestoneDue> context) =>
        ShowAsync(
            context,
            Renewals,
            "renewal_milestone_due",
            $"{context.Message.DaysBefore} days to renewal: {context.Message.Milestone.Replace('_', ' ')}",
            context.Message.RenewalId
        );

    public Task Consume(ConsumeContext<RenewalStageChanged> context) =>
        ShowAsync(
            context,
            Renewals,
            "renewal_stage_changed",
            $"Renewal: {context.Message.FromStage} → {context.Message.ToStage}",
            context.Message.RenewalId
        );

    public Task Consume(ConsumeContext<ExpansionDetected> context) =>
        ShowAsync(
            context,
            Renewals,
            "expansion_detected",
            $"Expansion ({context.Message.Trigger.Replace('_', ' ')}): {context.Message.Evidence}",
            context.Message.ExpansionId
        );

    public Task Consume(ConsumeContext<RevenueMoved> context) =>
        inbox.OnceAsync(context, work => timeline.AppendAsync(work, EntriesOf(context.Message)));

    /// <summary>
    /// What took effect long ago stands there by itself; the rest, and what is taken back, where it became known.
    /// </summary>
    private static List<TimelineEntry> EntriesOf(RevenueMoved told)
    {
        TimelineEntry Entry(IEnumerable<RevenueMovement> movements) =>
            TimelineEntry.Of(
                told,
                Renewals,
                "revenue_moved",
                $"Recurring revenue: {string.Join("; ", movements.Select(Spoken))}",
                null
            );
        List<TimelineEntry> entries = [];
        List<RevenueMovement> known = [];
        foreach (var movement in told.Movements)
        {
            var entry = (Entry([movement]) with { Id = movement.Id }).HappenedOn(movement.EffectiveOn);
            if (movement.Reverses is null && entry.OccurredAt < told.OccurredAt)
                entries.Add(entry);
            else
                known.Add(movement);
        }
        if (known.Count > 0)
            entries.Add(Entry(known));
        return entries;
    }

    public Task Consume(ConsumeContext<RetrospectiveOpened> context) =>
        ShowAsync(
            context,
            Renewals,
            "retrospective_opened",
            context.Message switch
            {
                { Surprise: true } => "Retrospective opened: the loss was never flagged",
                { DaysFlagged: { } days } => $"Retrospective opened: the loss was flagged {days} days before",
                _ => "Retrospective opened: the loss was history when it became known",
            },
            context.Message.RetrospectiveId
        );

    private static string Spoken(RevenueMovement movement) =>
        $"{(movement.Reverses is null ? "" : "taken back: ")}{movement.Kind} "
        + $"{(movement.Delta.Amount > 0 ? "+" : "")}{movement.Delta} a month from "
        + $"{movement.EffectiveOn:yyyy-MM-dd}";

    private static string Band(HealthBand? band) => band?.ToString().ToLowerInvariant() ?? "not enough data";

    private Task ShowAsync<T>(ConsumeContext<T> context, string service, string type, string title, Guid? subject)
        where T : DomainEvent =>
        inbox.OnceAsync(context, work =>
            timeline.AppendAsync(work, TimelineEntry.Of(context.Message, service, type, title, subject))
        );
}
