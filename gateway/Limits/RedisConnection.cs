using StackExchange.Redis;

namespace Platform.Gateway.Limits;

/// <summary>The connection to Redis. It may be away at any time, at start too: nothing waits for it, and nothing queues
/// up for it.</summary>
internal static class RedisConnection
{
    public static IConnectionMultiplexer Open(string? connectionString)
    {
        var options = ConfigurationOptions.Parse(
            connectionString
                ?? throw new InvalidOperationException("ConnectionStrings:redis is missing; AppHost sets it.")
        );
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1_000;
        options.ConnectRetry = 1;
        options.AsyncTimeout = 1_000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ClientName = "gateway";
        // Erasing a person rewrites the append-only file, which the client counts among the administrator's commands.
        options.AllowAdmin = true;
        // The pool's threads, rather than ten of its own that contend with them for few processors.
        return ConnectionMultiplexer.Connect(options);
    }
}
