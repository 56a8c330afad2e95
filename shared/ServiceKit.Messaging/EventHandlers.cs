using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.ServiceKit.Messaging;

/// <summary>Which handlers a service has, each with a queue of its own.</summary>
public sealed class EventHandlers
{
    private readonly IBusRegistrationConfigurator _bus;
    private readonly HashSet<string> _queues = new(StringComparer.Ordinal);

    internal EventHandlers(IBusRegistrationConfigurator bus) => _bus = bus;

    /// <summary>Delivers every event that the handler implements an interface for.</summary>
    /// <param name="queue">
    /// The queue's name and the handler's key in the inbox: <c>renewals-open-risk-on-red-band</c>. It never changes
    /// once released, whatever becomes of the class: messages wait under it, and what was handled is known by it.
    /// </param>
    /// <exception cref="InvalidOperationException">The class handles no event, or the queue has a handler.</exception>
    public EventHandlers Add<THandler>(string queue)
        where THandler : class
    {
        if (!_queues.Add(queue))
            throw new InvalidOperationException($"The queue {queue} has a handler already.");
        var consumers = typeof(THandler)
            .GetInterfaces()
            .Where(type => type.IsGenericType)
            .Select(type => (Kind: type.GetGenericTypeDefinition(), Event: type.GenericTypeArguments[0]))
            .Where(it => it.Kind == typeof(IEventHandler<>) || it.Kind == typeof(IRepeatableEventHandler<>))
            .Select(it =>
                (
                    it.Kind == typeof(IEventHandler<>)
                        ? typeof(EventHandlerConsumer<,>)
                        : typeof(RepeatableEventHandlerConsumer<,>)
                ).MakeGenericType(typeof(THandler), it.Event)
            )
            .ToArray();
        if (consumers.Length == 0)
            throw new InvalidOperationException($"{typeof(THandler).Name} handles no event.");
        _bus.TryAddScoped<THandler>();
        foreach (var consumer in consumers)
            _bus.AddConsumer(consumer).Endpoint(endpoint => endpoint.Name = queue);
        return this;
    }
}
