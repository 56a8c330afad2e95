namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>
/// How an arena clears its blocks and shares them between element types. Any value is accepted and none has an effect here:
/// an <see cref="Arena{T}"/> holds one type, and its contents are undefined after a reset anyway.
/// </summary>
[Flags]
public enum ArenaFlags
{
    None = 0,
}

/// <summary>Settings of an <see cref="Arena{T}"/>.</summary>
/// <param name="flags">Hints, see <see cref="ArenaFlags"/>.</param>
/// <param name="blockSizeBytes">The size of a block; 0 leaves it to the arena, the only value supported here.</param>
/// <param name="retentionPolicy">How much to keep at a reset; null leaves it to the arena, the only value supported here.</param>
public sealed class ArenaOptions(ArenaFlags flags = ArenaFlags.None, int blockSizeBytes = 0, Func<long, long, long>? retentionPolicy = null)
{
    public ArenaFlags Flags => flags;

    public int BlockSizeBytes { get; } = blockSizeBytes == 0
        ? 0
        : throw new NotSupportedException("The stand-in of Pipelines.Sockets.Unofficial chooses the block size itself; pass 0.");

    public Func<long, long, long>? RetentionPolicy { get; } = retentionPolicy is null
        ? null
        : throw new NotSupportedException("The stand-in of Pipelines.Sockets.Unofficial has its own retention policy; pass null.");
}

/// <summary>A source of an arena's memory. The stand-in has only its built-in one, so nothing can derive from this.</summary>
public abstract class Allocator<T>
{
    private protected Allocator()
    {
    }
}
