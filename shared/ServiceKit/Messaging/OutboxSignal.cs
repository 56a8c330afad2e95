namespace Platform.ServiceKit.Messaging;

/// <summary>Wakes the relay of this process after a commit; the relay also polls each second, for what other processes enqueued.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    public void Set()
    {
        try
        {
            _semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already signalled: one wake-up is enough for any number of commits.
        }
    }

    public void Dispose() => _semaphore.Dispose();

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _semaphore.WaitAsync(atMost, ct);
}
