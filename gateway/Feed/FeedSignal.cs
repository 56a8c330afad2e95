namespace Platform.Gateway.Feed;

/// <summary>Wakes what follows the log on the instance that wrote it; the others poll.</summary>
public sealed class FeedSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is set already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _set.WaitAsync(atMost, ct);

    public void Dispose() => _set.Dispose();
}
