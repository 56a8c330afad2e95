using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Reacts to an event. What it changes through the unit of work commits together with the note that it was handled, so
/// that a message that is delivered twice takes effect once. An older event that comes late is the handler's business:
/// compare versions in SQL.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : DomainEvent
{
    /// <param name="domainEvent">What happened.</param>
    /// <param name="work">Commits after the handler returns; an exception rolls it back and the message is tried
    /// again.</param>
    /// <param name="ct">Ends when the service stops; the message is then delivered to another process.</param>
    Task HandleAsync(TEvent domainEvent, UnitOfWork work, CancellationToken ct);
}
