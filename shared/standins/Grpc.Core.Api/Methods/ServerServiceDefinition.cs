namespace Grpc.Core;

/// <summary>The methods of a service together with their handlers, kept until a server asks for them.</summary>
public class ServerServiceDefinition
{
    private readonly IReadOnlyList<Action<ServiceBinderBase>> _methods;

    private ServerServiceDefinition(IReadOnlyList<Action<ServiceBinderBase>> methods) => _methods = methods;

    public static Builder CreateBuilder() => new();

    /// <summary>Hands every method to the binder, in the order in which they were added.</summary>
    public void BindService(ServiceBinderBase serviceBinder)
    {
        foreach (var add in _methods) add(serviceBinder);
    }

    public class Builder
    {
        private readonly Dictionary<string, Action<ServiceBinderBase>> _byName = new(StringComparer.Ordinal);
        private readonly List<Action<ServiceBinderBase>> _inOrder = [];

        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        public ServerServiceDefinition Build() => new([.. _inOrder]);

        private Builder Add(IMethod method, Action<ServiceBinderBase> add)
        {
            _byName.Add(method.FullName, add);
            _inOrder.Add(add);
            return this;
        }
    }
}
