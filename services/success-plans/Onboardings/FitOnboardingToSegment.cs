using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>
/// The segment is often decided a moment after the contract (its ARR decides it): an onboarding in which nothing was
/// closed or recorded yet is planned anew from the right template. Later it keeps the plan that people work with.
/// </summary>
internal sealed class FitOnboardingToSegment(Inbox inbox, OnboardingOpener opener) : IConsumer<AccountChanged>
{
    public Task Consume(ConsumeContext<AccountChanged> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            var segment = message.Account.Size ?? DefaultTemplates.WithoutSegment;
            if (
                await work.SingleOrDefaultAsync<Row>(
                    Untouched,
                    new
                    {
                        message.AccountId,
                        segment,
                        message.Version,
                    }
                )
                is not { } onboarding
            )
                return;
            var (templateId, template) = await OnboardingOpener.TemplateAsync(work, segment);
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
                message.AccountId,
                segment,
                onboarding.SignedOn,
                onboarding.OpenedOn,
                template
            );
            await work.ExecuteAsync(
                "update onboarding set planned_end = (select max(due_on) from onboarding_milestone m where "
                    + "m.onboarding_id = @OnboardingId) where onboarding_id = @OnboardingId",
                new { onboarding.OnboardingId }
            );
        });

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
