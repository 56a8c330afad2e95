namespace Grpc.Core;

/// <summary>Messages that arrive one after the other.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Waits for the next message. False: the other side has completed the stream.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
