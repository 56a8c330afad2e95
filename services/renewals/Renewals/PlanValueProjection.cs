using MassTransit;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Keeps where the success plan stands and what the customer confirmed, to show them beside the renewal. What
/// was told earlier and comes late changes nothing.</summary>
public sealed class PlanValueProjection(Inbox inbox, OrganisationCalendar calendar)
    : IConsumer<PlanProgressed>,
        IConsumer<ValueConfirmed>,
        IConsumer<ReviewHeld>
{
    public Task Consume(ConsumeContext<PlanProgressed> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(
                KeepPlan,
                new
                {
                    context.Message.AccountId,
                    context.Message.Progress,
                    context.Message.OverdueMilestones,
                    context.Message.OpenMilestones,
                    context.Message.OccurredAt,
                }
            ));

    public Task Consume(ConsumeContext<ValueConfirmed> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(
                KeepClaim,
                new
                {
                    context.Message.ClaimId,
                    context.Message.AccountId,
                    context.Message.Claim,
                    context.Message.Value?.Amount,
                    context.Message.Value?.Currency,
                    On = calendar.DateOf(context.Message.OccurredAt),
                }
            ));

    /// <summary>How their people felt at the newest review; plans own it, a renewal only shows it.</summary>
    public Task Consume(ConsumeContext<ReviewHeld> context) => inbox.OnceAsync(context, async work =>
        {
            if (context.Message.GutCheck is { } score)
                await work.ExecuteAsync(
                    KeepGutCheck,
                    new
                    {
                        context.Message.AccountId,
                        score,
                        context.Message.HeldOn,
                    }
                );
        });

    private const string KeepGutCheck = """
        insert into review_gut_check as kept (account_id, score, held_on) values (@AccountId, @score, @HeldOn)
        on conflict (account_id) do update set score = excluded.score, held_on = excluded.held_on
            where kept.held_on <= excluded.held_on
        """;

    private const string KeepPlan = """
        insert into account_plan as kept (account_id, progress, overdue_milestones, open_milestones, told_at)
            values (@AccountId, @Progress, @OverdueMilestones, @OpenMilestones, @OccurredAt)
        on conflict (account_id) do update set
            progress = excluded.progress, overdue_milestones = excluded.overdue_milestones,
                open_milestones = excluded.open_milestones, told_at = excluded.told_at
        where kept.told_at <= excluded.told_at
        """;

    private const string KeepClaim = """
        insert into confirmed_value (claim_id, account_id, claim, amount, currency, confirmed_on)
            values (@ClaimId, @AccountId, @Claim, @Amount, @Currency, @On)
        on conflict (claim_id) do nothing
        """;
}
