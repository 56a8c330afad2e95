using Platform.Contracts;
using Platform.ServiceKit.Messaging;

#pragma warning disable IDE0130 // Stands beside UnitOfWork, so that it is found without another import.
namespace Platform.ServiceKit.Data;

/// <summary>What a unit of work tells others.</summary>
public static class OutboxExtensions
{
    /// <summary>
    /// Puts an event into the outbox. Call it <em>after</em> the aggregate's row was changed: the row's lock then makes
    /// the outbox order equal the commit order per aggregate.
    /// </summary>
    /// <param name="work">The change that the event tells of.</param>
    /// <param name="domainEvent">What happened.</param>
    /// <param name="key">Events with the same key are delivered to the broker in order; the aggregate's id.</param>
    public static Task EnqueueAsync(this UnitOfWork work, DomainEvent domainEvent, Guid key) =>
        work.EnqueueAsync([(domainEvent, key)]);

    /// <summary>Many events in one round trip, in the order given.</summary>
    public static Task EnqueueAsync(this UnitOfWork work, IReadOnlyCollection<(DomainEvent Event, Guid Key)> events) =>
        events.Count == 0 ? Task.CompletedTask : work.Participant<Outbox>().InsertAsync(work, events);
}
