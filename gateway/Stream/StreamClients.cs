namespace Platform.Gateway.Stream;

/// <summary>Counts the connected clients of this instance; <c>Stream:MaxClients</c> (10,000) bounds them.</summary>
public sealed class StreamClients(IConfiguration configuration)
{
    private readonly int _max = configuration.GetValue("Stream:MaxClients", 10_000);
    private int _connected;

    public int Connected => Volatile.Read(ref _connected);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _connected) <= _max) return true;
        Interlocked.Decrement(ref _connected);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _connected);
}
