using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Timeline;

/// <summary>Writes what other services tell into accounts' histories. An event told twice stands there once.</summary>
public sealed class TimelineProjection(TimelineWriter timeline)
    : IEventHandler<HealthBandChanged>,
        IEventHandler<PowerUserDeparted>,
        IEventHandler<UsageThresholdCrossed>,
        IEventHandler<RenewalOpened>,
        IEventHandler<RenewalMilestoneDue>,
        IEventHandler<RenewalStageChanged>,
        IEventHandler<ExpansionDetected>,
        IEventHandler<RevenueMoved>,
        IEventHandler<RetrospectiveOpened>
{
    private const string HealthScoring = "health-scoring";
    private const string Renewals = "renewals";

    public Task HandleAsync(HealthBandChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            HealthScoring,
            "health_band_changed",
            $"Health went from {Band(domainEvent.From)} to {Band(domainEvent.To)}",
            null
        );

    public Task HandleAsync(PowerUserDeparted domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            HealthScoring,
            "power_user_departed",
            $"A power user with {domainEvent.Share:P0} of the activity fell "
                + $"silent{(domainEvent.OthersRemain ? "" : "; no other remains")}",
            null
        );

    public Task HandleAsync(UsageThresholdCrossed domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            HealthScoring,
            "usage_threshold_crossed",
            $"{domainEvent.Threshold.Replace('_', ' ')} {(domainEvent.Rose ? "reached" : "fell below")} "
                + $"{domainEvent.Limit:0.##} ({domainEvent.Value:0.##})",
            null
        );

    public Task HandleAsync(RenewalOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            Renewals,
            "renewal_opened",
            $"Renewal over {domainEvent.ArrDue} due on {domainEvent.EndsOn:yyyy-MM-dd}",
            domainEvent.RenewalId
        );

    public Task HandleAsync(RenewalMilestoneDue domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            Renewals,
            "renewal_milestone_due",
            $"{domainEvent.DaysBefore} days to renewal: {domainEvent.Milestone.Replace('_', ' ')}",
            domainEvent.RenewalId
        );

    public Task HandleAsync(RenewalStageChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            Renewals,
            "renewal_stage_changed",
            $"Renewal: {domainEvent.FromStage} → {domainEvent.ToStage}",
            domainEvent.RenewalId
        );

    public Task HandleAsync(ExpansionDetected domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            Renewals,
            "expansion_detected",
            $"Expansion ({domainEvent.Trigger.Replace('_', ' ')}): {domainEvent.Evidence}",
            domainEvent.ExpansionId
        );

    public Task HandleAsync(RevenueMoved domainEvent, UnitOfWork work, CancellationToken ct) =>
        timeline.AppendAsync(work, EntriesOf(domainEvent));

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

    public Task HandleAsync(RetrospectiveOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            Renewals,
            "retrospective_opened",
            domainEvent switch
            {
                { Surprise: true } => "Retrospective opened: the loss was never flagged",
                { DaysFlagged: { } days } => $"Retrospective opened: the loss was flagged {days} days before",
                _ => "Retrospective opened: the loss was history when it became known",
            },
            domainEvent.RetrospectiveId
        );

    private static string Spoken(RevenueMovement movement) =>
        $"{(movement.Reverses is null ? "" : "taken back: ")}{movement.Kind} "
        + $"{(movement.Delta.Amount > 0 ? "+" : "")}{movement.Delta} a month from "
        + $"{movement.EffectiveOn:yyyy-MM-dd}";

    private static string Band(HealthBand? band) => band?.ToString().ToLowerInvariant() ?? "not enough data";

    private Task AppendAsync(
        UnitOfWork work,
        DomainEvent domainEvent,
        string service,
        string type,
        string title,
        Guid? subject
    ) => timeline.AppendAsync(work, TimelineEntry.Of(domainEvent, service, type, title, subject));
}
