using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// Runs a pipe's continuations on threads of its own, so that they go on while the thread pool is busy. A long queue
/// spills over to the thread pool.
/// </summary>
public sealed class DedicatedThreadPoolPipeScheduler : PipeScheduler, IDisposable
{
    private readonly Queue<(Action<object?> Action, object? State)> _queue = new();
    private readonly int _spillAt;
    private int _idle;
    private long _byQueue;
    private long _byPool;
    private bool _disposed;

    /// <param name="name">Prefix of the threads' names.</param>
    /// <param name="workerCount">Number of threads, at least 1.</param>
    /// <param name="useThreadPoolQueueLength">From this queue length on, new work goes to the thread pool.</param>
    /// <param name="priority">Priority of the threads.</param>
    public DedicatedThreadPoolPipeScheduler(
        string? name = null, int workerCount = 5, int useThreadPoolQueueLength = 10, ThreadPriority priority = ThreadPriority.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workerCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(useThreadPoolQueueLength, 1);

        WorkerCount = workerCount;
        _spillAt = useThreadPoolQueueLength;
        for (var i = 0; i < workerCount; i++)
            new Thread(Work) { IsBackground = true, Name = $"{name ?? nameof(DedicatedThreadPoolPipeScheduler)}:{i}", Priority = priority }.UnsafeStart();
    }

    public int WorkerCount { get; }

    /// <summary>Threads that wait for work.</summary>
    public int AvailableCount => Volatile.Read(ref _idle);

    public long TotalServicedByQueue => Volatile.Read(ref _byQueue);

    public long TotalServicedByPool => Volatile.Read(ref _byPool);

    public override void Schedule(Action<object?> action, object? state)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_queue)
        {
            if (!_disposed && _queue.Count < _spillAt)
            {
                _queue.Enqueue((action, state));
                if (_idle > 0) Monitor.Pulse(_queue);
                return;
            }
        }

        Interlocked.Increment(ref _byPool);
        System.Threading.ThreadPool.UnsafeQueueUserWorkItem(action, state, preferLocal: false);
    }

    /// <summary>Ends the threads once the queue is empty; work scheduled afterwards runs on the thread pool.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _disposed = true;
            Monitor.PulseAll(_queue);
        }
    }

    private void Work()
    {
        while (TryTake(out var action, out var state))
        {
            action(state);
            Interlocked.Increment(ref _byQueue);
        }
    }

    private bool TryTake(out Action<object?> action, out object? state)
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                if (_disposed)
                {
                    (action, state) = (static _ => { }, null);
                    return false;
                }

                _idle++;
                Monitor.Wait(_queue);
                _idle--;
            }

            (action, state) = _queue.Dequeue();
            return true;
        }
    }
}
