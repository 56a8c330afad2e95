using MassTransit;
using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Timeline;

/// <summary>Writes what success plans tell into accounts' histories. Progress by itself is a figure, not an event of
/// the history: its milestones and values are.</summary>
public sealed class ShowPlansOnTimeline(Inbox inbox, TimelineWriter timeline)
    : IConsumer<PlanAgreed>,
        IConsumer<MilestoneCompleted>,
        IConsumer<MilestoneOverdue>,
        IConsumer<OnboardingStalled>,
        IConsumer<OnboardingCompleted>,
        IConsumer<FirstValueReached>,
        IConsumer<TacticStalled>,
        IConsumer<ReviewHeld>,
        IConsumer<ReviewMissed>,
        IConsumer<ValueConfirmed>
{
    public Task Consume(ConsumeContext<PlanAgreed> context) =>
        ShowAsync(
            context,
            "plan_agreed",
            $"Success plan agreed with {context.Message.Objectives} objectives",
            context.Message.PlanId
        );

    public Task Consume(ConsumeContext<MilestoneCompleted> context) =>
        ShowAsync(
            context,
            "milestone_completed",
            $"Milestone completed{(context.Message.ByTelemetry ? " by usage itself" : "")}: {context.Message.Name}",
            context.Message.MilestoneId,
            on: context.Message.CompletedOn
        );

    public Task Consume(ConsumeContext<MilestoneOverdue> context) =>
        ShowAsync(
            context,
            "milestone_overdue",
            $"Milestone overdue since {context.Message.DueOn:yyyy-MM-dd} "
                + $"({(context.Message.Side == "ours" ? "ours" : "the customer's")}): {context.Message.Name}",
            context.Message.MilestoneId
        );

    public Task Consume(ConsumeContext<OnboardingStalled> context) =>
        ShowAsync(
            context,
            "onboarding_stalled",
            $"Onboarding stalled in {context.Message.Stage} since {context.Message.StalledSince:yyyy-MM-dd} "
                + $"({Spoken(context.Message.Cause)}); told: {Spoken(context.Message.Level)}",
            context.Message.OnboardingId
        );

    public Task Consume(ConsumeContext<OnboardingCompleted> context) =>
        ShowAsync(
            context,
            "onboarding_completed",
            $"Onboarding completed after {context.Message.Days} days",
            context.Message.OnboardingId,
            on: context.Message.CompletedOn
        );

    public Task Consume(ConsumeContext<FirstValueReached> context) =>
        ShowAsync(
            context,
            "first_value_reached",
            $"First value: {Spoken(context.Message.Action)}{(context.Message.DaysFromSignature is { } days ? $", {days} days from signature" : "")}",
            context.Message.OnboardingId
        );

    public Task Consume(ConsumeContext<TacticStalled> context) =>
        ShowAsync(
            context,
            "tactic_stalled",
            $"Tactic adopted too slowly ({context.Message.Adoption:P0} of {context.Message.Expected:P0} "
                + $"expected): {context.Message.Name}",
            context.Message.TacticId
        );

    public Task Consume(ConsumeContext<ReviewHeld> context) =>
        ShowAsync(
            context,
            "review_held",
            $"{Review(context.Message.Type)} "
                + $"held{(context.Message.Counts ? "" : "; it does not count, no senior sponsor attended")}",
            context.Message.ReviewId,
            on: context.Message.HeldOn
        );

    public Task Consume(ConsumeContext<ReviewMissed> context) =>
        ShowAsync(
            context,
            "review_missed",
            $"{Review(context.Message.Type)} due on {context.Message.DueOn:yyyy-MM-dd} was missed",
            context.Message.ReviewId
        );

    public Task Consume(ConsumeContext<ValueConfirmed> context) =>
        ShowAsync(
            context,
            "value_confirmed",
            $"Value confirmed{(context.Message.Value is { } value ? $" ({value})" : "")}: {context.Message.Claim}",
            context.Message.ClaimId
        );

    private static string Spoken(string name) => name.Replace('_', ' ');

    private static string Review(string type) => type is "qbr" or "ebr" ? type.ToUpperInvariant() : "Value review";

    /// <param name="on">The day on which it happened, where it may be told later.</param>
    private Task ShowAsync<T>(ConsumeContext<T> context, string type, string title, Guid subject, DateOnly? on = null)
        where T : DomainEvent => inbox.OnceAsync(context, work =>
        {
            var entry = TimelineEntry.Of(context.Message, "success-plans", type, title, subject);
            return timeline.AppendAsync(work, on is { } day ? entry.HappenedOn(day) : entry);
        });
}
