namespace Platform.LocalServers;

/// <summary>The three servers of one instance of the platform, or of one test run, under one directory.</summary>
public sealed class LocalServerSet : IAsyncDisposable
{
    private readonly DirectoryLock _lock;

    private LocalServerSet(string directory, DirectoryLock directoryLock)
    {
        _lock = directoryLock;
        Postgres = new PostgresServer(Path.Combine(directory, "postgres"));
        RabbitMq = new RabbitMqServer(Path.Combine(directory, "rabbitmq"));
        Redis = new RedisServer(Path.Combine(directory, "redis"));
    }

    public PostgresServer Postgres { get; }

    public RabbitMqServer RabbitMq { get; }

    public RedisServer Redis { get; }

    /// <summary>Starts all three at once; data found in the directory is used, a leftover of a killed run is ended
    /// first.</summary>
    /// <exception cref="LocalServerException">Another process uses the directory, or a server did not
    /// start.</exception>
    public static async Task<LocalServerSet> StartAllAsync(string directory, CancellationToken ct = default)
    {
        var full = Path.GetFullPath(directory);
        var servers = new LocalServerSet(full, DirectoryLock.Take(full));
        try
        {
            await ChildProcess.SweepAsync(full);
            await Task.WhenAll(
                servers.Postgres.StartAsync(ct),
                servers.RabbitMq.StartAsync(ct),
                servers.Redis.StartAsync(ct)
            );
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the tests' kit reads, as NAME=value.</summary>
    public IEnumerable<(string Name, string Value)> TestVariables() =>
        [
            ("PLATFORM_TEST_POSTGRES", Postgres.ConnectionString),
            ("PLATFORM_TEST_RABBITMQ", RabbitMq.ConnectionString),
            ("PLATFORM_TEST_RABBITMQ_MANAGEMENT", RabbitMq.ManagementUri),
            ("PLATFORM_TEST_REDIS", Redis.ConnectionString),
        ];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Postgres.StopAsync(), RabbitMq.StopAsync(), Redis.StopAsync());
        _lock.Dispose();
    }
}
