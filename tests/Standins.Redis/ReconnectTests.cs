namespace Platform.Standins.Redis;

public sealed class ReconnectTests
{
    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_server_that_died_and_came_back_is_used_again()
    {
        await using var server = new RedisServer();
        await server.InitializeAsync();
        var options = server.Options();
        options.BacklogPolicy = BacklogPolicy.FailFast;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        var database = connection.GetDatabase();
        var channel = RedisChannel.Literal("changes");
        var queue = await connection.GetSubscriber().SubscribeAsync(channel);
        await database.StringSetAsync("k", "before");
        var lost = InteractiveConnectionLost(connection);

        server.Kill();

        await lost;
        await Should.ThrowAsync<RedisConnectionException>(() => database.StringGetAsync("k"));

        await server.InitializeAsync();
        await UntilAsync(() => database.StringSetAsync("k", "after"));

        server.Cli("get", "k").ShouldBe("after");
        await UntilAsync(() => Task.FromResult(server.Cli("publish", "changes", "again") == "1"));
        ((string?)(await queue.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe("again");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Commands_that_wait_for_an_answer_when_the_server_dies_fail()
    {
        await using var server = new RedisServer();
        await server.InitializeAsync();
        var options = server.Options();
        options.BacklogPolicy = BacklogPolicy.FailFast;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);

        var waiting = connection.GetDatabase().ExecuteAsync("blpop", "never", "0");
        var ours = server.Cli("client", "list");
        while (!ours.Contains("cmd=blpop", StringComparison.Ordinal)) ours = server.Cli("client", "list");
        server.Kill();

        await Should.ThrowAsync<RedisConnectionException>(() => waiting);
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Work_queued_while_the_server_is_away_is_done_when_it_is_back()
    {
        await using var server = new RedisServer();
        await server.InitializeAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Options());
        var lost = InteractiveConnectionLost(connection);
        server.Kill();
        await lost;

        var queued = Enumerable.Range(0, 1000).Select(_ => connection.GetDatabase().StringIncrementAsync("n")).ToArray();
        await server.InitializeAsync();

        (await Task.WhenAll(queued)).ShouldBe(Enumerable.Range(1, 1000).Select(i => (long)i));
        server.Cli("get", "n").ShouldBe("1000");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Nobody_listening_is_said_so()
    {
        await using var server = new RedisServer();
        var options = server.Options();
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;

        (await Should.ThrowAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options)))
            .FailureType.ShouldBe(ConnectionFailureType.UnableToConnect);
    }

    /// <summary>
    /// The connection for commands failed; the one for subscriptions does so separately. The library reports once, and its first
    /// attempt to connect again may overtake the end of the old connection, so the type of the failure is either's.
    /// </summary>
    private static Task InteractiveConnectionLost(ConnectionMultiplexer connection)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionFailed += (_, e) =>
        {
            if (e.ConnectionType == ConnectionType.Interactive) lost.TrySetResult();
        };
        return lost.Task;
    }

    /// <summary>Tries until it works; a hang is the test runner's to end.</summary>
    private static async Task UntilAsync(Func<Task<bool>> attempt)
    {
        while (true)
        {
            try
            {
                if (await attempt()) return;
            }
            catch (RedisConnectionException)
            {
                // Not connected again yet.
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
