namespace Grpc.Core;

/// <summary>A way to a server, over which clients make calls.</summary>
public abstract class ChannelBase
{
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    public string Target { get; }

    public abstract CallInvoker CreateCallInvoker();

    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Nothing to shut down, unless a channel says otherwise.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
