using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// Socket event args that can be awaited for one operation at a time. When the socket's method says that it finished at once,
/// call <see cref="Complete"/>; otherwise the socket does.
/// </summary>
/// <param name="ioScheduler">Where the awaiting code goes on; null: on the thread that completes the operation.</param>
public sealed class SocketAwaitableEventArgs(PipeScheduler? ioScheduler = null) : SocketAsyncEventArgs, ICriticalNotifyCompletion
{
    private static readonly Action Finished = static () => { };

    private Action? _continuation;
    private int _abortedWith;

    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _continuation), Finished);

    public SocketAwaitableEventArgs GetAwaiter() => this;

    /// <summary>The bytes moved.</summary>
    /// <exception cref="SocketException">The operation failed or was aborted.</exception>
    public int GetResult()
    {
        Volatile.Write(ref _continuation, null);
        var error = (SocketError)Volatile.Read(ref _abortedWith);
        if (error == SocketError.Success) error = SocketError;
        return error == SocketError.Success ? BytesTransferred : throw new SocketException((int)error);
    }

    /// <summary>Ends the wait with an error. The operation itself may still run; what it yields is ignored.</summary>
    public void Abort(SocketError error = SocketError.OperationAborted)
    {
        Interlocked.CompareExchange(ref _abortedWith, (int)error, (int)SocketError.Success);
        Complete();
    }

    /// <summary>Says that the operation has ended, and lets the awaiting code go on.</summary>
    public void Complete()
    {
        var waiting = Interlocked.Exchange(ref _continuation, Finished);
        if (waiting is null || ReferenceEquals(waiting, Finished)) return;

        if (ioScheduler is null) waiting();
        else ioScheduler.Schedule(static state => ((Action)state!)(), waiting);
    }

    public void OnCompleted(Action continuation)
    {
        if (ReferenceEquals(Interlocked.CompareExchange(ref _continuation, continuation, null), Finished))
            (ioScheduler ?? PipeScheduler.ThreadPool).Schedule(static state => ((Action)state!)(), continuation);
    }

    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    protected override void OnCompleted(SocketAsyncEventArgs e) => Complete();
}
