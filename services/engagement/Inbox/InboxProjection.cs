using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.Feedback;
using Platform.Contracts.Renewals;
using Platform.Contracts.SuccessPlans;
using Platform.Engagement.Events;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <summary>Keeps the inbox by what services tell: what was opened there is owed here, and what was done there is
/// cleared here, in whatever order the two come.</summary>
public sealed class InboxProjection : IEventListener
{
    public Task OnAsync(
        DomainEvent domainEvent,
        string name,
        JsonElement body,
        UnitOfWork work,
        CancellationToken ct
    ) =>
        domainEvent switch
        {
            HandoverProposed it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Handover,
                    it.AccountId,
                    $"Accept the hand-over from {it.FromPersonId} ({it.FromRole}), or refuse it",
                    "accounts",
                    $"handover:{it.HandoverId}",
                    it.ToPersonId
                )
            ),
            HandoverAccepted it => ClearAsync(work, it, $"handover:{it.HandoverId}"),
            HandoverRefused it => ClearAsync(work, it, $"handover:{it.HandoverId}"),
            HandoverLapsed it => ClearAsync(work, it, $"handover:{it.HandoverId}"),
            LoopOpened it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Loop,
                    it.AccountId,
                    $"Answer the customer: {it.Reason.Replace('_', ' ')}",
                    "feedback",
                    $"loop:{it.LoopId}",
                    it.Owner,
                    it.FirstReplyDueAt
                )
            ),
            LoopClosed it => ClearAsync(work, it, $"loop:{it.LoopId}"),
            MilestoneOverdue it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Milestone,
                    it.AccountId,
                    $"Bring the milestone \"{it.Name}\" to its end ({(it.Side == "ours" ? "ours" : "the customer's")})",
                    "success-plans",
                    $"milestone:{it.MilestoneId}",
                    it.Side == "ours" ? it.Owner : null,
                    EndOf(it.DueOn)
                )
            ),
            MilestoneCompleted it => ClearAsync(work, it, $"milestone:{it.MilestoneId}"),
            ReviewMissed it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Review,
                    it.AccountId,
                    $"Make up for the {it.Type.Replace('_', ' ')} review that was missed",
                    "success-plans",
                    $"review:{it.ReviewId}",
                    DueAt: EndOf(it.DueOn)
                )
            ),
            ReviewHeld it => ClearReviewsAsync(work, it),
            OnboardingStalled it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Onboarding,
                    it.AccountId,
                    $"Get the onboarding going again: {it.Cause.Replace('_', ' ')} ({it.Stage})",
                    "success-plans",
                    $"onboarding:{it.OnboardingId}:{it.Stage}",
                    DueAt: EndOf(it.StalledSince)
                )
            ),
            OnboardingCompleted it => work.ExecuteAsync(
                ClearLike,
                new
                {
                    Pattern = $"onboarding:{it.OnboardingId}:%",
                    By = it.Actor,
                    work.Context.Now,
                }
            ),
            RiskOpened it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Risk,
                    it.AccountId,
                    $"Work on the risk: {it.Cause}",
                    "renewals",
                    $"risk:{it.RiskId}",
                    it.Owner
                )
            ),
            RiskMoved { To: "recovered" or "lost" } it => ClearAsync(work, it, $"risk:{it.RiskId}"),
            RenewalMilestoneDue it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.RenewalMilestone,
                    it.AccountId,
                    $"{it.Milestone.Replace('_', ' ')}, {it.DaysBefore} days before the renewal",
                    "renewals",
                    $"renewal:{it.RenewalId}:{it.MilestoneId}",
                    it.Owner,
                    EndOf(it.DueOn)
                )
            ),
            RenewalStageChanged { Outcome: not null } it => work.ExecuteAsync(
                ClearLike,
                new
                {
                    Pattern = $"renewal:{it.RenewalId}:%",
                    By = it.Actor,
                    work.Context.Now,
                }
            ),
            RetrospectiveOpened it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Retrospective,
                    it.AccountId,
                    it.Surprise ? "Look back at a churn that came as a surprise" : "Look back at the churn",
                    "renewals",
                    $"retrospective:{it.RetrospectiveId}"
                )
            ),
            ExpansionDetected it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Expansion,
                    it.AccountId,
                    $"Follow up the chance to expand: {it.Evidence}",
                    "renewals",
                    $"expansion:{it.ExpansionId}"
                )
            ),
            TacticStalled it => InboxItems.OpenAsync(
                work,
                new NewInboxItem(
                    InboxKinds.Tactic,
                    it.AccountId,
                    $"The tactic \"{it.Name}\" has stalled at {it.Adoption:P0} of {it.Expected:P0}",
                    "success-plans",
                    $"tactic:{it.TacticId}"
                )
            ),
            OwnerAssigned { Role: "csm" } it => work.ExecuteAsync(Follow, new { it.AccountId, it.PersonId }),
            AccountChurned it => work.ExecuteAsync(
                ClearOfChurned,
                new
                {
                    it.AccountId,
                    By = it.Actor,
                    work.Context.Now,
                }
            ),
            _ => Task.CompletedTask,
        };

    // What is told before it was opened leaves a row that is closed, which the opening then finds.
    private static async Task ClearAsync(UnitOfWork work, DomainEvent it, string sourceKey)
    {
        if (await InboxItems.CloseAsync(work, sourceKey, it.Actor) > 0)
            return;
        await work.ExecuteAsync(
            Forestall,
            new
            {
                Id = Guid.CreateVersion7(),
                it.AccountId,
                sourceKey,
                By = it.Actor,
                work.Context.Now,
            }
        );
    }

    private static async Task ClearReviewsAsync(UnitOfWork work, ReviewHeld held)
    {
        await ClearAsync(work, held, $"review:{held.ReviewId}");
        await work.ExecuteAsync(
            ClearReviews,
            new
            {
                held.AccountId,
                Kind = InboxKinds.Review,
                By = held.Actor,
                work.Context.Now,
            }
        );
    }

    private static DateTimeOffset EndOf(DateOnly day) =>
        new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private const string Forestall = """
        insert into inbox_item (id, kind, account_id, title, follows_csm, source, source_key, state, opened_at,
            closed_at, closed_by, version)
        values (@Id, split_part(@sourceKey, ':', 1), @AccountId, '', false, '', @sourceKey, 'done', @Now, @Now, @By, 1)
        on conflict (source_key) do nothing
        """;

    private const string ClearLike = """
        update inbox_item set state = 'done', closed_at = @Now, closed_by = @By, version = version + 1
        where source_key like @Pattern and state <> 'done'
        """;

    private const string ClearReviews = """
        update inbox_item set state = 'done', closed_at = @Now, closed_by = @By, version = version + 1
        where account_id = @AccountId and kind = @Kind and state <> 'done'
        """;

    private const string ClearOfChurned = """
        update inbox_item set state = 'done', closed_at = @Now, closed_by = @By, note = 'The account churned.',
            version = version + 1
        where account_id = @AccountId and state <> 'done' and kind in ('renewal_milestone', 'expansion', 'tactic',
            'milestone', 'review', 'onboarding', 'handover')
        """;

    private const string Follow = """
        update inbox_item set owner = @PersonId, version = version + 1
        where account_id = @AccountId and follows_csm and state <> 'done'
        """;
}
