using MassTransit;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Messaging;

/// <summary>Lets each message take effect once per consumer: its id is recorded in the transaction of the
/// effect.</summary>
public sealed class Inbox(Database database)
{
    /// <summary>
    /// Runs the effect in a transaction unless this consumer has seen the message; commits. An older event that comes
    /// late is the effect's business: compare versions in its SQL.
    /// </summary>
    public async Task OnceAsync<T>(ConsumeContext<T> context, Func<UnitOfWork, Task> effect)
        where T : DomainEvent
    {
        var consumer = context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];
        await OnceAsync(
            context.MessageId ?? context.Message.EventId,
            consumer,
            context.Message,
            effect,
            context.CancellationToken
        );
    }

    /// <summary>The same for messages that did not come over the bus: whatever has an id and a consumer's
    /// name.</summary>
    public async Task<bool> OnceAsync(
        Guid messageId,
        string consumer,
        DomainEvent? cause,
        Func<UnitOfWork, Task> effect,
        CancellationToken ct
    )
    {
        RequestContext.FollowFrom(cause is null ? null : (cause.Actor, cause.CorrelationId));
        await using var work = await database.BeginAsync(ct);
        if (await work.ExecuteAsync(Record, new { MessageId = messageId, Consumer = consumer }) == 0)
            return false;
        await effect(work);
        await work.CommitAsync();
        return true;
    }

    private const string Record = """
        insert into messaging.inbox_message (message_id, consumer) values (@MessageId, @Consumer)
        on conflict do nothing
        """;
}
