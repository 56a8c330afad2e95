using Platform.ServiceKit.Data;

namespace Platform.Gateway.Webhooks;

/// <summary>Notes for each new event who has to be told, in the transaction that records the event.</summary>
internal static class EnqueueDeliveries
{
    public static Task ForAsync(UnitOfWork work, IReadOnlyList<Guid> events, DateTimeOffset now) =>
        work.ExecuteAsync(Owe, new { Events = events.ToArray(), Now = now });

    private const string Owe = """
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
