using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// What every connection of the platform to RabbitMQ has in common, the bus's and those that use the client directly. A
/// connection that the broker no longer answers is given up after about two and a half heartbeats
/// (<c>RabbitMq:HeartbeatSeconds</c>, 15 unless set), and whoever used it is told and connects anew. See
/// <c>shared/docs/decisions/07-dead-connections.md</c>.
/// </summary>
public static class BrokerConnection
{
    public static TimeSpan Heartbeat(IConfiguration configuration) =>
        TimeSpan.FromSeconds(configuration.GetValue("RabbitMq:HeartbeatSeconds", 15));

    /// <exception cref="InvalidOperationException">No address is configured.</exception>
    public static Uri Address(IConfiguration configuration) =>
        new(
            configuration.GetConnectionString("rabbitmq")
                ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is missing; AppHost sets it.")
        );

    /// <summary>For whoever uses the client directly and takes up its own state again: nothing is recovered behind its
    /// back.</summary>
    public static ConnectionFactory Factory(
        IConfiguration configuration,
        string name,
        ConnectionShutdown? shutdown = null
    )
    {
        var factory = new ConnectionFactory
        {
            Uri = Address(configuration),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        };
        GiveUpDeadConnections(factory, Heartbeat(configuration), shutdown);
        return factory;
    }

    /// <summary>
    /// Ends a connection, lost or not. One that is disposed in the moment in which it hears that it is lost can miss
    /// that its own channel was told, and wait 20 s for the broker's answer; to abort it is to wait until all were
    /// told.
    /// </summary>
    public static async Task EndAsync(this IConnection connection)
    {
        await connection.AbortAsync();
        await connection.DisposeAsync();
    }

    /// <param name="factory">Of the connections.</param>
    /// <param name="heartbeat">Asked for by us; the broker takes it.</param>
    /// <param name="shutdown">See <see cref="ConnectionShutdown"/>; without it a shutdown may take as long as it
    /// likes.</param>
    internal static void GiveUpDeadConnections(
        ConnectionFactory factory,
        TimeSpan heartbeat,
        ConnectionShutdown? shutdown = null
    )
    {
        factory.RequestedHeartbeat = heartbeat;
        factory.SocketFactory = family => new Connecting(
            new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
            heartbeat * 2.5,
            shutdown
        );
    }

    private sealed class Connecting(Socket socket, TimeSpan patience, ConnectionShutdown? shutdown)
        : TcpClientAdapter(socket)
    {
        private readonly CancellationTokenSource _closed = new();
        private NetworkStream? _stream;

        public override NetworkStream GetStream() =>
            _stream ??= new BrokerStream(Client, patience, () => shutdown?.Began(_closed.Token));

        public override void Close()
        {
            _closed.Cancel();
            base.Close();
        }
    }
}
