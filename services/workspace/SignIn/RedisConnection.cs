using StackExchange.Redis;

namespace Platform.Workspace.SignIn;

/// <summary>The connection to Redis, which may be away at any time, at start too: then people sign in again.</summary>
internal static class RedisConnection
{
    /// <summary>Before all keys of the workspace, so that they meet none of the gateway's.</summary>
    public const string Prefix = "workspace:";

    public static IConnectionMultiplexer Open(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1_000;
        options.ConnectRetry = 1;
        options.AsyncTimeout = 1_000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ClientName = "workspace";
        return ConnectionMultiplexer.Connect(options);
    }
}
