namespace Pipelines.Sockets.Unofficial;

/// <summary>StackExchange.Redis asks for none; <see cref="SocketConnection.Create"/> refuses every other value.</summary>
[Flags]
public enum SocketConnectionOptions
{
    None = 0,
}
