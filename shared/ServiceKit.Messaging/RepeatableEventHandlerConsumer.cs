using MassTransit;
using Platform.Contracts;

namespace Platform.ServiceKit.Messaging;

/// <summary>Lets MassTransit deliver to an <see cref="IRepeatableEventHandler{TEvent}"/>.</summary>
internal sealed class RepeatableEventHandlerConsumer<THandler, TEvent>(THandler handler) : IConsumer<TEvent>
    where THandler : class, IRepeatableEventHandler<TEvent>
    where TEvent : DomainEvent
{
    public Task Consume(ConsumeContext<TEvent> context) =>
        handler.HandleAsync(context.Message, context.CancellationToken);
}
