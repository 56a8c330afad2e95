[assembly: AssemblyFixture(typeof(Platform.Standins.Redis.SharedRedis))]

namespace Platform.Standins.Redis;

/// <summary>One server and one connection for the tests that need nothing special; each test has keys of its own.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    public RedisServer Server { get; } = new();

    public ConnectionMultiplexer Connection { get; private set; } = null!;

    public IDatabase Database => Connection.GetDatabase();

    /// <summary>A key that no other test uses.</summary>
    public static string NewKey() => $"{Guid.CreateVersion7()}";

    public string Cli(params string[] command) => Server.Cli(command);

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        Connection = await ConnectionMultiplexer.ConnectAsync(Server.Options());
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}
