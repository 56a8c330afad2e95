namespace Pipelines.Sockets.Unofficial;

/// <summary>Walks the targets of a multicast delegate without allocating the invocation list.</summary>
public static class Delegates
{
    /// <summary>Whether the delegate has exactly one target.</summary>
    public static bool IsSingle(this MulticastDelegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return handler.HasSingleTarget;
    }

    /// <summary>The targets in the order in which they were added; none for <c>null</c>.</summary>
    public static DelegateEnumerable<T> AsEnumerable<T>(this T? handler)
        where T : MulticastDelegate => new(handler);

    public readonly struct DelegateEnumerable<T>
        where T : MulticastDelegate
    {
        private readonly T? _handler;

        internal DelegateEnumerable(T? handler) => _handler = handler;

        public DelegateEnumerator<T> GetEnumerator() => new(Delegate.EnumerateInvocationList(_handler));
    }

    /// <summary>Disposable because compiled <c>foreach</c> loops over it call that; there is nothing to release.</summary>
    public struct DelegateEnumerator<T> : IDisposable
        where T : MulticastDelegate
    {
        private Delegate.InvocationListEnumerator<T> _targets;

        internal DelegateEnumerator(Delegate.InvocationListEnumerator<T> targets) => _targets = targets;

        public readonly T Current => _targets.Current;

        public bool MoveNext() => _targets.MoveNext();

        public readonly void Dispose()
        {
        }
    }
}
