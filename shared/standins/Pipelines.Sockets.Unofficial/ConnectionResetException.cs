namespace Pipelines.Sockets.Unofficial;

/// <summary>The peer reset the connection. Readers and writers of the pipe get it in place of the socket's own error.</summary>
public class ConnectionResetException : IOException
{
    public ConnectionResetException()
    {
    }

    public ConnectionResetException(string message)
        : base(message)
    {
    }

    public ConnectionResetException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
