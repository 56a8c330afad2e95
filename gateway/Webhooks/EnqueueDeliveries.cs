using Platform.Gateway.Feed;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Webhooks;

/// <summary>Notes for each new event which webhooks have to be told, in the transaction that records the
/// event.</summary>
internal sealed class EnqueueDeliveries(TimeProvider clock) : IFeedSubscriber
{
    public Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events) =>
        work.ExecuteAsync(
            Insert,
            new { Events = events.Select(message => message.Event.EventId).ToArray(), Now = clock.GetUtcNow() }
        );

    private const string Insert = """
        insert into webhook_delivery (subscription_id, event_id, type, account_key, body, created_at, next_attempt_at)
        select subscription.id, logged.event_id, logged.type,
            coalesce(logged.account_id, '00000000-0000-0000-0000-000000000000'),
               jsonb_build_object('id', logged.event_id, 'type', logged.type, 'occurredAt', logged.data -> 'occurredAt',
                   'accountId', logged.account_id, 'data', logged.data)::text,
               @Now, @Now
          from event_log logged
          join webhook_subscription subscription on subscription.enabled and logged.type = any(subscription.types)
         where logged.event_id = any(@Events)
         order by logged.seq
        """;
}
