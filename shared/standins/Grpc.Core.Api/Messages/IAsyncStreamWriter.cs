namespace Grpc.Core;

/// <summary>Messages that are sent one after the other; one write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the messages from here on are written.</summary>
    WriteOptions? WriteOptions { get; set; }

    Task WriteAsync(T message);

    /// <param name="cancellationToken">Cancels the write, and with it the call.</param>
    /// <exception cref="NotSupportedException">The writer does not override this and the token can be cancelled.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled
            ? throw new NotSupportedException("This stream writer does not take a cancellation token.")
            : WriteAsync(message);
}

/// <summary>The client's side of a stream of requests.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no more messages follow. Without it the server waits on.</summary>
    Task CompleteAsync();
}

/// <summary>The server's side of a stream of responses. The stream completes when the handler returns.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
