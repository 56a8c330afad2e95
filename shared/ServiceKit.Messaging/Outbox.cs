using System.Diagnostics;
using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Messaging;

/// <summary>Events wait in the database of the change that they tell of, and commit with it.</summary>
internal sealed class Outbox(OutboxSignal signal) : ITransactionParticipant
{
    /// <summary>The events are written when they are enqueued, so nothing is left to do.</summary>
    public Task BeforeCommitAsync(UnitOfWork work) => Task.CompletedTask;

    /// <summary>One statement for any number of events; <c>with ordinality</c> keeps their order in the identity
    /// column.</summary>
    public Task InsertAsync(UnitOfWork work, IReadOnlyCollection<(DomainEvent Event, Guid Key)> events)
    {
        var context = work.Context;
        work.AfterCommit(signal.Set);
        var headers = JsonSerializer.Serialize(
            Activity.Current?.Id is { } traceparent
                ? new Dictionary<string, string> { ["traceparent"] = traceparent }
                : []
        );
        var stamped = events.Select(item => (Event: Stamp(item.Event, context), item.Key)).ToList();
        return work.ExecuteAsync(
            Insert,
            new
            {
                Ids = stamped.Select(item => item.Event.EventId).ToArray(),
                Types = stamped.Select(item => EventCatalogue.NameOf(item.Event.GetType())).ToArray(),
                Keys = stamped.Select(item => item.Key.ToString()).ToArray(),
                Payloads = stamped
                    .Select(item => JsonSerializer.Serialize(item.Event, item.Event.GetType(), ContractJson.Options))
                    .ToArray(),
                Headers = headers,
                context.IsBulk,
            }
        );
    }

    private static DomainEvent Stamp(DomainEvent domainEvent, RequestContext context) =>
        domainEvent with
        {
            OccurredAt = domainEvent.OccurredAt == default ? context.Now : domainEvent.OccurredAt,
            Actor = domainEvent.Actor.Length > 0 ? domainEvent.Actor : context.Actor,
            CorrelationId = domainEvent.CorrelationId.Length > 0 ? domainEvent.CorrelationId : context.CorrelationId,
        };

    // The aggregate's row is locked, so a bulk event of its key is either seen here or was sent: none is overtaken.
    private const string Insert = """
        insert into messaging.outbox_message (message_id, type, partition_key, payload, headers, bulk)
        select message_id, type, key, payload::jsonb, @Headers::jsonb,
               @IsBulk or exists (select 1 from messaging.outbox_message waiting
                   where waiting.partition_key = key and waiting.bulk)
        from unnest(@Ids, @Types, @Keys, @Payloads) with ordinality as event (message_id, type, key, payload, position)
        order by position
        """;
}
