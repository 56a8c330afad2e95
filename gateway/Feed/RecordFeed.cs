using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>
/// One transaction per batch: the log, and what its subscribers make of the new events. An event that the log has
/// already changes nothing, however often the broker sends it.
/// </summary>
internal sealed class RecordFeed(Database database, FeedSignal signal, IEnumerable<IFeedSubscriber> subscribers)
{
    public async Task RecordAsync(IReadOnlyList<FeedMessage> messages, CancellationToken ct)
    {
        if (messages.Count == 0)
            return;

        await using var work = await database.BeginAsync(ct);
        await work.LockAsync("gateway.event-log");
        var owners = await AccountOwnerProjection.FindAsync(work, messages);
        var fresh = await work.QueryAsync<Guid>(
            Insert,
            new
            {
                Ids = messages.Select(message => message.Event.EventId).ToArray(),
                Types = messages.Select(message => message.Type).ToArray(),
                Accounts = messages.Select(message => message.AccountId).ToArray(),
                Owners = messages
                    .Select(message => owners.GetValueOrDefault(message.AccountId ?? Guid.Empty))
                    .ToArray(),
                Actors = messages.Select(message => message.Event.Actor).ToArray(),
                Instants = messages.Select(message => message.Event.OccurredAt.UtcDateTime).ToArray(),
                Data = messages.Select(message => message.Json).ToArray(),
            }
        );
        if (fresh.Count > 0)
        {
            var unseen = fresh.ToHashSet();
            var events = messages.Where(message => unseen.Remove(message.Event.EventId)).ToList();
            foreach (var subscriber in subscribers)
                await subscriber.ApplyAsync(work, events);
        }

        await work.CommitAsync();
        if (fresh.Count > 0)
            signal.Set();
    }

    // In the order of the batch, and each id once even where one batch holds it twice.
    private const string Insert = """
        insert into event_log (event_id, type, account_id, owner, actor, occurred_at, data)
        select id, type, account, owner, actor, at, data::jsonb
          from unnest(@Ids, @Types, @Accounts, @Owners, @Actors, @Instants, @Data)
               with ordinality as message (id, type, account, owner, actor, at, data, position)
         order by position
        on conflict (event_id) do nothing
        returning event_id
        """;
}
