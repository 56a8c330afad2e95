namespace Platform.Standins.Redis;

/// <summary>The newer protocol has maps, and pushes messages over the one connection.</summary>
public sealed class Resp3Tests(SharedRedis redis)
{
    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Maps_and_pushed_messages_share_the_connection()
    {
        var key = SharedRedis.NewKey();
        var options = redis.Server.Options();
        options.Protocol = RedisProtocol.Resp3;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        var queue = await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(key));
        redis.Cli("hset", key, "a", "1", "b", "2");

        var fields = await connection.GetDatabase().HashGetAllAsync(key);
        redis.Cli("publish", key, "pushed").ShouldBe("1");

        connection.GetServer(options.EndPoints[0]).Protocol.ShouldBe(RedisProtocol.Resp3);
        fields.OrderBy(f => (string?)f.Name, StringComparer.Ordinal).ShouldBe([new("a", 1), new("b", 2)]);
        ((string?)(await queue.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe("pushed");
    }
}
