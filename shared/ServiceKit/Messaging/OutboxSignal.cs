namespace Platform.ServiceKit.Messaging;

/// <summary>Wakes the relay of this process after a commit; the relay also polls each second, for what other processes enqueued.</summary>
public sealed class OutboxSignal
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

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _semaphore.WaitAsync(atMost, ct);
}
