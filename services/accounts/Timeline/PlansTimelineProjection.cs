using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Timeline;

/// <summary>Writes what success plans tell into accounts' histories. Progress by itself is a figure, not an event of
/// the history: its milestones and values are.</summary>
public sealed class PlansTimelineProjection(TimelineWriter timeline)
    : IEventHandler<PlanAgreed>,
        IEventHandler<MilestoneCompleted>,
        IEventHandler<MilestoneOverdue>,
        IEventHandler<OnboardingStalled>,
        IEventHandler<OnboardingCompleted>,
        IEventHandler<FirstValueReached>,
        IEventHandler<TacticStalled>,
        IEventHandler<ReviewHeld>,
        IEventHandler<ReviewMissed>,
        IEventHandler<ValueConfirmed>
{
    public Task HandleAsync(PlanAgreed domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "plan_agreed",
            $"Success plan agreed with {domainEvent.Objectives} objectives",
            domainEvent.PlanId
        );

    public Task HandleAsync(MilestoneCompleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "milestone_completed",
            $"Milestone completed{(domainEvent.ByTelemetry ? " by usage itself" : "")}: {domainEvent.Name}",
            domainEvent.MilestoneId,
            on: domainEvent.CompletedOn
        );

    public Task HandleAsync(MilestoneOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "milestone_overdue",
            $"Milestone overdue since {domainEvent.DueOn:yyyy-MM-dd} "
                + $"({(domainEvent.Side == "ours" ? "ours" : "the customer's")}): {domainEvent.Name}",
            domainEvent.MilestoneId
        );

    public Task HandleAsync(OnboardingStalled domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "onboarding_stalled",
            $"Onboarding stalled in {domainEvent.Stage} since {domainEvent.StalledSince:yyyy-MM-dd} "
                + $"({Spoken(domainEvent.Cause)}); told: {Spoken(domainEvent.Level)}",
            domainEvent.OnboardingId
        );

    public Task HandleAsync(OnboardingCompleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "onboarding_completed",
            $"Onboarding completed after {domainEvent.Days} days",
            domainEvent.OnboardingId,
            on: domainEvent.CompletedOn
        );

    public Task HandleAsync(FirstValueReached domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var after = domainEvent.DaysFromSignature is { } days ? $", {days} days from signature" : "";
        return AppendAsync(
            work,
            domainEvent,
            "first_value_reached",
            $"First value: {Spoken(domainEvent.Action)}{after}",
            domainEvent.OnboardingId
        );
    }

    public Task HandleAsync(TacticStalled domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "tactic_stalled",
            $"Tactic adopted too slowly ({domainEvent.Adoption:P0} of {domainEvent.Expected:P0} "
                + $"expected): {domainEvent.Name}",
            domainEvent.TacticId
        );

    public Task HandleAsync(ReviewHeld domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "review_held",
            $"{Review(domainEvent.Type)} "
                + $"held{(domainEvent.Counts ? "" : "; it does not count, no senior sponsor attended")}",
            domainEvent.ReviewId,
            on: domainEvent.HeldOn
        );

    public Task HandleAsync(ReviewMissed domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "review_missed",
            $"{Review(domainEvent.Type)} due on {domainEvent.DueOn:yyyy-MM-dd} was missed",
            domainEvent.ReviewId
        );

    public Task HandleAsync(ValueConfirmed domainEvent, UnitOfWork work, CancellationToken ct) =>
        AppendAsync(
            work,
            domainEvent,
            "value_confirmed",
            $"Value confirmed{(domainEvent.Value is { } value ? $" ({value})" : "")}: {domainEvent.Claim}",
            domainEvent.ClaimId
        );

    private static string Spoken(string name) => name.Replace('_', ' ');

    private static string Review(string type) => type is "qbr" or "ebr" ? type.ToUpperInvariant() : "Value review";

    /// <param name="on">The day on which it happened, where it may be told later.</param>
    private Task AppendAsync(
        UnitOfWork work,
        DomainEvent domainEvent,
        string type,
        string title,
        Guid subject,
        DateOnly? on = null
    )
    {
        var entry = TimelineEntry.Of(domainEvent, "success-plans", type, title, subject);
        return timeline.AppendAsync(work, on is { } day ? entry.HappenedOn(day) : entry);
    }
}
