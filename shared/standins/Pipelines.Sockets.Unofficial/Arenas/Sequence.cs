using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A slice of an arena whose element type is not in its own type, so that an element may hold a slice of its like.</summary>
public readonly struct Sequence
{
    private readonly Array? _block;
    private readonly int _start;
    private readonly int _length;

    internal Sequence(Array? block, int start, int length)
    {
        _block = block;
        _start = start;
        _length = length;
    }

    public long Length => _length;

    public bool IsEmpty => _length == 0;

    /// <exception cref="InvalidCastException">The slice is of another element type.</exception>
    public Sequence<T> Cast<T>() => _block is null ? default : new Sequence<T>((T[])_block, _start, _length);
}

/// <summary>A slice of an <see cref="Arena{T}"/>. Always one segment, as its arena allocates contiguously.</summary>
public readonly struct Sequence<T>
{
    private readonly T[]? _block;
    private readonly int _start;
    private readonly int _length;

    internal Sequence(T[] block, int start, int length)
    {
        _block = block;
        _start = start;
        _length = length;
    }

    public long Length => _length;

    public bool IsEmpty => _length == 0;

    public bool IsSingleSegment => true;

    public Span<T> FirstSpan => new(_block, _start, _length);

    public SpanEnumerable Spans => new(this);

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_length) ThrowOutOfRange(index, _length);
            return ref _block![_start + index];
        }
    }

    public Enumerator GetEnumerator() => new(_block, _start, _length);

    public Sequence Untyped() => new(_block, _start, _length);

    [DoesNotReturn]
    private static void ThrowOutOfRange(int index, int length) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"The sequence has {length} elements.");

    public struct Enumerator
    {
        private readonly T[]? _block;
        private readonly int _end;
        private int _position;

        internal Enumerator(T[]? block, int start, int length)
        {
            _block = block;
            _position = start - 1;
            _end = start + length;
        }

        public readonly ref T Current => ref _block![_position];

        public bool MoveNext() => ++_position < _end;

        /// <exception cref="InvalidOperationException">There is no next element.</exception>
        public ref T GetNext()
        {
            if (!MoveNext()) throw new InvalidOperationException("The sequence has no more elements.");
            return ref Current;
        }
    }

    public readonly ref struct SpanEnumerable
    {
        private readonly Sequence<T> _sequence;

        internal SpanEnumerable(Sequence<T> sequence) => _sequence = sequence;

        public SpanEnumerator GetEnumerator() => new(_sequence.FirstSpan);
    }

    public ref struct SpanEnumerator
    {
        private Span<T> _ahead;

        internal SpanEnumerator(Span<T> only) => _ahead = only;

        public Span<T> Current { get; private set; }

        public bool MoveNext()
        {
            Current = _ahead;
            _ahead = default;
            return !Current.IsEmpty;
        }
    }
}
