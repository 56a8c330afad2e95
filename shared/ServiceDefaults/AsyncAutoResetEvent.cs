namespace Platform.ServiceDefaults;

/// <summary>
/// Wakes a loop of this process (<see cref="PeriodicBackgroundService"/>); what other processes did it finds at its
/// next look. However often it is set before the loop waits, it wakes once. Each loop has its own, derived and empty,
/// so that injection tells them apart.
/// </summary>
public abstract class AsyncAutoResetEvent : IDisposable
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
            // It is set already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _semaphore.WaitAsync(atMost, ct);

    public void Dispose()
    {
        _semaphore.Dispose();
        GC.SuppressFinalize(this);
    }
}
