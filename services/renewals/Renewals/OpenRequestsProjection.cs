using MassTransit;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Renewals;

/// <summary>Keeps how many product requests stand open: unanswered ones that many accounts share count against the
/// renewal.</summary>
public sealed class OpenRequestsProjection(Inbox inbox) : IConsumer<OpenRequestsChanged>
{
    public Task Consume(ConsumeContext<OpenRequestsChanged> context) =>
        inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.AccountId,
                    context.Message.OpenRequests,
                    context.Message.UnansweredShared,
                    context.Message.OccurredAt,
                }
            ));

    private const string Keep = """
        insert into account_requests as kept (account_id, open_requests, unanswered_shared, told_at)
            values (@AccountId, @OpenRequests, @UnansweredShared, @OccurredAt)
        on conflict (account_id) do update
            set open_requests = excluded.open_requests, unanswered_shared = excluded.unanswered_shared,
            told_at = excluded.told_at
        where kept.told_at <= excluded.told_at
        """;
}
