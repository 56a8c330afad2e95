using System.Net.Sockets;
using System.Text;

namespace Platform.LocalServers;

/// <summary>Redis with a password and an append-only file.</summary>
public sealed class RedisServer(string directory) : LocalServer("redis", directory)
{
    /// <summary>For StackExchange.Redis.</summary>
    public override string ConnectionString => FormattableString.Invariant($"127.0.0.1:{Port},password={Password}");

    private string Configuration => Path.Combine(Directory, "redis.conf");

    // The password stands in a private file: command lines are for everyone to read.
    protected override Task PrepareAsync(CancellationToken ct)
    {
        Secret.WritePrivate(
            Configuration,
            FormattableString.Invariant(
                $"""
                bind 127.0.0.1
                port {Port}
                requirepass {Password}
                dir "{Directory}"
                appendonly yes
                appendfsync everysec
                """
            )
        );
        return Task.CompletedTask;
    }

    protected override Launch Launch() => new(Installed.Program("redis-server", "redis-server"), [Configuration]);

    protected override async Task ProbeAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {Password}\r\nPING\r\n"), ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var authenticated = await reader.ReadLineAsync(ct);
        var pong = await reader.ReadLineAsync(ct);
        if (authenticated != "+OK" || pong != "+PONG")
            throw new LocalServerException($"Redis answered '{authenticated}' and '{pong}'.");
    }
}
