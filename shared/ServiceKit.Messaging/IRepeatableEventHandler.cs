using Platform.Contracts;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Reacts to an event by something that may be done again without harm, such as reading anew what another service
/// knows. It holds no transaction open meanwhile. What writes is an <see cref="IEventHandler{TEvent}"/>.
/// </summary>
public interface IRepeatableEventHandler<in TEvent>
    where TEvent : DomainEvent
{
    /// <param name="domainEvent">What happened; it may be told more than once.</param>
    /// <param name="ct">Ends when the service stops; the message is then delivered to another process.</param>
    Task HandleAsync(TEvent domainEvent, CancellationToken ct);
}
