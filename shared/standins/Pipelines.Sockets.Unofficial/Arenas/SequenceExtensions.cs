namespace Pipelines.Sockets.Unofficial.Arenas;

public delegate TResult Projection<T, out TResult>(in T value);

public delegate TResult Projection<T, TState, out TResult>(in T value, in TState state);

/// <summary>Copies out of an arena, one projected element at a time.</summary>
public static class SequenceExtensions
{
    public static TResult[] ToArray<T, TResult>(this in Sequence<T> source, Projection<T, TResult> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (source.IsEmpty) return [];

        var result = new TResult[source.Length];
        source.CopyTo(result, projection);
        return result;
    }

    public static TResult[] ToArray<T, TState, TResult>(this in Sequence<T> source, Projection<T, TState, TResult> projection, in TState state)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (source.IsEmpty) return [];

        var values = source.FirstSpan;
        var result = new TResult[values.Length];
        for (var i = 0; i < values.Length; i++) result[i] = projection(in values[i], in state);
        return result;
    }

    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than the sequence.</exception>
    public static void CopyTo<T, TResult>(this in Sequence<T> source, Span<TResult> destination, Projection<T, TResult> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        var values = source.FirstSpan;
        if (destination.Length < values.Length)
            throw new ArgumentException($"The destination holds {destination.Length} elements, the sequence has {values.Length}.", nameof(destination));

        for (var i = 0; i < values.Length; i++) destination[i] = projection(in values[i]);
    }
}
