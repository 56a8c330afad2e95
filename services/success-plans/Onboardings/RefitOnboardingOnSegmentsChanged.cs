using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>
/// The size, and with it the segments, are often decided a moment after the contract (its ARR decides them): an
/// onboarding in which nothing was closed or recorded yet is planned anew from the template that is chosen now. Later
/// it keeps the plan that people work with.
/// </summary>
internal sealed class RefitOnboardingOnSegmentsChanged(OnboardingOpener opener)
    : IEventHandler<AccountChanged>,
        IEventHandler<SegmentEntered>,
        IEventHandler<SegmentLeft>
{
    public Task HandleAsync(AccountChanged changed, UnitOfWork work, CancellationToken ct) =>
        RefitAsync(work, changed.AccountId, changed.Account.Size, changed.Version);

    public Task HandleAsync(SegmentEntered entered, UnitOfWork work, CancellationToken ct) =>
        RefitAsync(work, entered.AccountId, SegmentMembership.Of(entered));

    public Task HandleAsync(SegmentLeft left, UnitOfWork work, CancellationToken ct) =>
        RefitAsync(work, left.AccountId, SegmentMembership.Of(left));

    /// <summary>Keeps the membership itself: the projection may hear of it later.</summary>
    private async Task RefitAsync(UnitOfWork work, Guid accountId, SegmentMembership membership)
    {
        await AccountSegments.KeepAsync(work, accountId, membership);
        var size = await work.ScalarAsync<string>(
            "select size from account_copy where account_id = @accountId",
            new { accountId }
        );
        await RefitAsync(work, accountId, size, int.MaxValue);
    }

    private async Task RefitAsync(UnitOfWork work, Guid accountId, string? size, int version)
    {
        var (templateId, template, segment) = await OnboardingOpener.TemplateAsync(work, accountId, size);
        if (
            await work.SingleOrDefaultAsync<Row>(
                Untouched,
                new
                {
                    accountId,
                    segment,
                    version,
                }
            )
            is not { } onboarding
        )
            return;
        await work.ExecuteAsync(
            Clear,
            new
            {
                onboarding.OnboardingId,
                segment,
                templateId,
                Stage = template.Stages[0].Name,
            }
        );
        await opener.PlanAsync(
            work,
            onboarding.OnboardingId,
            accountId,
            size,
            onboarding.SignedOn,
            onboarding.OpenedOn,
            template
        );
        await work.ExecuteAsync(
            "update onboarding set planned_end = (select max(due_on) from onboarding_milestone m where "
                + "m.onboarding_id = @OnboardingId) where onboarding_id = @OnboardingId",
            new { onboarding.OnboardingId }
        );
    }

    private sealed class Row
    {
        public Guid OnboardingId { get; init; }
        public DateOnly SignedOn { get; init; }
        public DateOnly OpenedOn { get; init; }
    }

    // An event older than what we know of the account changes nothing.
    private const string Untouched = """
        select onboarding_id, signed_on, opened_on from onboarding o
        where account_id = @AccountId and status = 'open' and segment <> @segment
          and not exists (select from onboarding_milestone m
              where m.onboarding_id = o.onboarding_id and (m.status <> 'open' or m.version > 1))
          and not exists (select from onboarding_check_in c
              where c.onboarding_id = o.onboarding_id and c.held_on is not null)
          and not exists (select from account_copy a where a.account_id = @AccountId and a.version > @Version)
        for update
        """;

    private const string Clear = """
        with milestones as (delete from onboarding_milestone where onboarding_id = @OnboardingId),
        stages as (delete from onboarding_stage where onboarding_id = @OnboardingId),
        check_ins as (delete from onboarding_check_in where onboarding_id = @OnboardingId),
        raised as (delete from onboarding_escalation where onboarding_id = @OnboardingId)
        update onboarding set segment = @segment, template_id = @templateId, stage = @Stage, stage_since = opened_on,
            stalled_since = null, stall_cause = null, watched_on = null, version = version + 1
        where onboarding_id = @OnboardingId
        """;
}
