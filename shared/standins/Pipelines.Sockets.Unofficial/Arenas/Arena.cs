namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>
/// Hands out slices of one array until <see cref="Reset"/>, after which all of them are invalid and the array is used again.
/// Slices are not cleared: their owner writes every element before reading it. Not for concurrent use.
/// </summary>
public sealed class Arena<T> : IDisposable
{
    private const int SmallestBlock = 256;

    private T[] _block = [];
    private int _used;
    private long _usedSinceReset;
    private long _recentUse;

    /// <exception cref="NotSupportedException">An allocator was given: only the built-in one exists.</exception>
    public Arena(ArenaOptions? options = null, Allocator<T>? allocator = null)
    {
        _ = options;
        if (allocator is not null)
            throw new NotSupportedException("The stand-in of Pipelines.Sockets.Unofficial has no custom arena allocators; pass null.");
    }

    /// <summary>A contiguous slice of <paramref name="length"/> elements with undefined contents, valid until the next reset.</summary>
    public Sequence<T> Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0) return default;

        if (length > _block.Length - _used)
        {
            // Slices of the block that is left behind keep it alive for as long as they are in use.
            var doubled = (int)Math.Min(_block.Length * 2L, Array.MaxLength);
            _block = new T[Math.Max(length, Math.Max(doubled, SmallestBlock))];
            _used = 0;
        }

        var slice = new Sequence<T>(_block, _used, length);
        _used += length;
        _usedSinceReset += length;
        return slice;
    }

    /// <summary>Ends the life of every slice. A block far larger than what was lately asked for is let go.</summary>
    public void Reset()
    {
        // The measure of demand decays slowly: a reply of a million elements is parsed anew with each piece that arrives, and
        // must find its block again, but one such reply must not hold its memory for the connection's whole life.
        _recentUse = Math.Max(_usedSinceReset, _recentUse - (_recentUse >> 4));
        if (_block.Length > SmallestBlock && _block.Length > _recentUse * 4) _block = [];
        _used = 0;
        _usedSinceReset = 0;
    }

    public void Dispose()
    {
        _block = [];
        _used = 0;
    }
}
