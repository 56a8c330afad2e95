using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Keeps where the success plan stands and what the customer confirmed, to show them beside the renewal. What
/// was told earlier and comes late changes nothing.</summary>
public sealed class PlanValueProjection(OrganisationCalendar calendar)
    : IEventHandler<PlanProgressed>,
        IEventHandler<ValueConfirmed>,
        IEventHandler<ReviewHeld>
{
    public Task HandleAsync(PlanProgressed domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            KeepPlan,
            new
            {
                domainEvent.AccountId,
                domainEvent.Progress,
                domainEvent.OverdueMilestones,
                domainEvent.OpenMilestones,
                domainEvent.OccurredAt,
            }
        );

    public Task HandleAsync(ValueConfirmed domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            KeepClaim,
            new
            {
                domainEvent.ClaimId,
                domainEvent.AccountId,
                domainEvent.Claim,
                domainEvent.Value?.Amount,
                domainEvent.Value?.Currency,
                On = calendar.DateOf(domainEvent.OccurredAt),
            }
        );

    /// <summary>How their people felt at the newest review; plans own it, a renewal only shows it.</summary>
    public async Task HandleAsync(ReviewHeld domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (WordOf(domainEvent.GutCheck) is { } answer)
            await work.ExecuteAsync(
                KeepGutCheck,
                new
                {
                    domainEvent.AccountId,
                    answer,
                    domainEvent.HeldOn,
                }
            );
    }

    private static string? WordOf(int? score) =>
        score switch
        {
            null => null,
            >= 4 => "renew",
            3 => "unsure",
            _ => "leave",
        };

    private const string KeepGutCheck = """
        insert into review_gut_check as kept (account_id, answer, held_on) values (@AccountId, @answer, @HeldOn)
        on conflict (account_id) do update set answer = excluded.answer, held_on = excluded.held_on
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
