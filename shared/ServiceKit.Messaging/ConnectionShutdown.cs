namespace Platform.ServiceKit.Messaging;

/// <summary>
/// A lost connection tells its channels one after the other, each after its deliveries under way are done. Where the
/// bus finds a channel gone while it acknowledges, it closes it from within the delivery, and the closing waits for the
/// delivery: neither ends, and the channels behind it never hear that they are gone. Nothing in the process can end
/// that (stopping the bus waits for the same delivery), so it is noticed and the process gives way to a new one.
/// </summary>
/// <param name="patience">For the shutdown of one connection.</param>
/// <param name="stuck">What to do where it takes longer.</param>
public sealed class ConnectionShutdown(TimeSpan patience, Action stuck)
{
    /// <param name="done">Cancelled when all channels were told.</param>
    internal void Began(CancellationToken done) => _ = WatchAsync(done);

    private async Task WatchAsync(CancellationToken done)
    {
        await Task.Delay(patience, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!done.IsCancellationRequested)
            stuck();
    }
}
