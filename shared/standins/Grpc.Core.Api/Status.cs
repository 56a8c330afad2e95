namespace Grpc.Core;

/// <summary>The result of a call: a code, a text for people, and (on this side only) the exception behind it.</summary>
public struct Status : IEquatable<Status>
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <param name="debugException">Stays in this process: it is never sent to the other side.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    public string Detail { get; }

    public Exception? DebugException { get; }

    public static bool operator ==(Status left, Status right) => left.Equals(right);

    public static bool operator !=(Status left, Status right) => !left.Equals(right);

    public readonly bool Equals(Status other) =>
        StatusCode == other.StatusCode && Detail == other.Detail && Equals(DebugException, other.DebugException);

    public override readonly bool Equals(object? obj) => obj is Status other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(StatusCode, Detail, DebugException);

    public override readonly string ToString()
    {
        var exception = DebugException is null ? "" : $", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\"";
        return $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"{exception})";
    }
}
