namespace Grpc.Core;

/// <summary>
/// How a call object asks its implementation for headers, status and trailers. Implementations hand over static functions and a state, so
/// that a call allocates no closures; the older form without state is wrapped.
/// </summary>
internal sealed class CallState(
    Func<object, Task<Metadata>> headers,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public CallState(Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers, Action dispose)
        : this(_ => headers, _ => status(), _ => trailers(), _ => dispose(), new object())
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(trailers);
        ArgumentNullException.ThrowIfNull(dispose);
    }

    public Task<Metadata> GetHeadersAsync() => headers(state);

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);
}
