using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Renewals;

/// <summary>Keeps how many product requests stand open: unanswered ones that many accounts share count against the
/// renewal.</summary>
public sealed class OpenRequestsProjection : IEventHandler<OpenRequestsChanged>
{
    public Task HandleAsync(OpenRequestsChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                domainEvent.AccountId,
                domainEvent.OpenRequests,
                domainEvent.UnansweredShared,
                domainEvent.OccurredAt,
            }
        );

    private const string Keep = """
        insert into account_requests as kept (account_id, open_requests, unanswered_shared, told_at)
            values (@AccountId, @OpenRequests, @UnansweredShared, @OccurredAt)
        on conflict (account_id) do update
            set open_requests = excluded.open_requests, unanswered_shared = excluded.unanswered_shared,
            told_at = excluded.told_at
        where kept.told_at <= excluded.told_at
        """;
}
