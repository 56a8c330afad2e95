using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.Contracts.Feedback;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Contracts.SuccessPlans;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Engagement.Events;

/// <summary>
/// Hears what the platform tells: keeps the copies of accounts, keeps the event, and lets the listeners react, all in
/// one transaction. A trigger is so decided by the account as it is with the event, and a run starts with it.
/// </summary>
public sealed class FollowEvents(IEnumerable<IEventListener> listeners, TimeProvider clock)
    : IEventHandler<AccountCreated>,
        IEventHandler<AccountChanged>,
        IEventHandler<AccountsMerged>,
        IEventHandler<AccountMergeUndone>,
        IEventHandler<ContactChanged>,
        IEventHandler<ContactLeft>,
        IEventHandler<CoverageChanged>,
        IEventHandler<TicketOpened>,
        IEventHandler<TicketUpdated>,
        IEventHandler<TicketResolved>,
        IEventHandler<ActivityRecorded>,
        IEventHandler<ActivityChanged>,
        IEventHandler<ActivityDeleted>,
        IEventHandler<OwnerAssigned>,
        IEventHandler<HandoverProposed>,
        IEventHandler<HandoverAccepted>,
        IEventHandler<HandoverRefused>,
        IEventHandler<HandoverLapsed>,
        IEventHandler<SegmentEntered>,
        IEventHandler<SegmentLeft>,
        IEventHandler<PersonChanged>,
        IEventHandler<HealthScoreChanged>,
        IEventHandler<HealthBandChanged>,
        IEventHandler<PowerUserDeparted>,
        IEventHandler<UsageThresholdCrossed>,
        IEventHandler<ScorecardActivated>,
        IEventHandler<ScorecardValidated>,
        IEventHandler<SubscriptionChanged>,
        IEventHandler<RevenueMoved>,
        IEventHandler<InvoiceOverdue>,
        IEventHandler<InvoicePaid>,
        IEventHandler<ContractSigned>,
        IEventHandler<RenewalOpened>,
        IEventHandler<RenewalMilestoneDue>,
        IEventHandler<RenewalStageChanged>,
        IEventHandler<RenewalCalled>,
        IEventHandler<RiskOpened>,
        IEventHandler<RiskMoved>,
        IEventHandler<ExpansionDetected>,
        IEventHandler<ChurnNoticeGiven>,
        IEventHandler<AccountChurned>,
        IEventHandler<RetrospectiveOpened>,
        IEventHandler<PlanAgreed>,
        IEventHandler<PlanProgressed>,
        IEventHandler<MilestoneCompleted>,
        IEventHandler<MilestoneOverdue>,
        IEventHandler<OnboardingStalled>,
        IEventHandler<OnboardingCompleted>,
        IEventHandler<FirstValueReached>,
        IEventHandler<TacticStalled>,
        IEventHandler<ReviewHeld>,
        IEventHandler<ReviewMissed>,
        IEventHandler<ValueConfirmed>,
        IEventHandler<SurveyAnswered>,
        IEventHandler<LoopOpened>,
        IEventHandler<LoopOverdue>,
        IEventHandler<LoopClosed>,
        IEventHandler<RequestStatusChanged>,
        IEventHandler<OpenRequestsChanged>,
        IEventHandler<AdvocateIdentified>,
        IEventHandler<InterviewCoded>,
        IEventHandler<PlaybookStarted>,
        IEventHandler<StepDone>,
        IEventHandler<ApprovalRequested>,
        IEventHandler<ApprovalDecided>,
        IEventHandler<PlaybookEnded>,
        IEventHandler<PlaybookFailed>,
        IEventHandler<GoalReached>,
        IEventHandler<MessageSeen>,
        IEventHandler<MeetingBooked>,
        IEventHandler<MeetingCancelled>,
        IEventHandler<TouchSent>,
        IEventHandler<EmailReplied>,
        IEventHandler<ContactUnreachable>
{
    public Task HandleAsync(AccountCreated domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(AccountChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(AccountsMerged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(AccountMergeUndone domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ContactChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ContactLeft domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(CoverageChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(TicketOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(TicketUpdated domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(TicketResolved domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ActivityRecorded domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ActivityChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ActivityDeleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(OwnerAssigned domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(HandoverProposed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(HandoverAccepted domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(HandoverRefused domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(HandoverLapsed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(SegmentEntered domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(SegmentLeft domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PersonChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(HealthScoreChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(HealthBandChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PowerUserDeparted domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(UsageThresholdCrossed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ScorecardActivated domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ScorecardValidated domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(SubscriptionChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RevenueMoved domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(InvoiceOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(InvoicePaid domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ContractSigned domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RenewalOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RenewalMilestoneDue domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RenewalStageChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RenewalCalled domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RiskOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RiskMoved domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ExpansionDetected domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ChurnNoticeGiven domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(AccountChurned domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RetrospectiveOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PlanAgreed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PlanProgressed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(MilestoneCompleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(MilestoneOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(OnboardingStalled domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(OnboardingCompleted domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(FirstValueReached domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(TacticStalled domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ReviewHeld domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ReviewMissed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ValueConfirmed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(SurveyAnswered domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(LoopOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(LoopOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(LoopClosed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(RequestStatusChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(OpenRequestsChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(AdvocateIdentified domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(InterviewCoded domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PlaybookStarted domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(StepDone domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ApprovalRequested domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ApprovalDecided domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PlaybookEnded domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(PlaybookFailed domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(GoalReached domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(MessageSeen domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(MeetingBooked domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(MeetingCancelled domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(TouchSent domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(EmailReplied domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    public Task HandleAsync(ContactUnreachable domainEvent, UnitOfWork work, CancellationToken ct) =>
        FollowAsync(domainEvent, work, ct);

    private async Task FollowAsync(DomainEvent domainEvent, UnitOfWork work, CancellationToken ct)
    {
        await AccountProjection.ApplyAsync(domainEvent, work);
        var name = EventCatalogue.NameOf(domainEvent.GetType());
        var body = JsonSerializer.SerializeToElement(domainEvent, domainEvent.GetType(), ContractJson.Options);
        await work.ExecuteAsync(
            Keep,
            new
            {
                domainEvent.EventId,
                Name = name,
                domainEvent.AccountId,
                domainEvent.OccurredAt,
                Now = clock.GetUtcNow(),
                Body = body.GetRawText(),
            }
        );
        foreach (var listener in listeners)
            await listener.OnAsync(domainEvent, name, body, work, ct);
    }

    private const string Keep = """
        insert into consumed_event (event_id, type, account_id, occurred_at, known_at, body)
        values (@EventId, @Name, @AccountId, @OccurredAt, @Now, @Body::jsonb)
        on conflict do nothing
        """;
}
