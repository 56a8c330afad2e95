using MassTransit;
using Platform.Contracts;

namespace Platform.ServiceKit.Messaging;

/// <summary>Lets MassTransit deliver to an <see cref="IEventHandler{TEvent}"/>, through the inbox.</summary>
internal sealed class EventHandlerConsumer<THandler, TEvent>(THandler handler, Inbox inbox) : IConsumer<TEvent>
    where THandler : class, IEventHandler<TEvent>
    where TEvent : DomainEvent
{
    public Task Consume(ConsumeContext<TEvent> context) =>
        inbox.OnceAsync(context, work => handler.HandleAsync(context.Message, work, context.CancellationToken));
}
