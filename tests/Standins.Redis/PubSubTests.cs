namespace Platform.Standins.Redis;

public sealed class PubSubTests(SharedRedis redis)
{
    private readonly ISubscriber _subscriber = redis.Connection.GetSubscriber();

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Messages_of_redis_cli_arrive_in_order()
    {
        var channel = RedisChannel.Literal(SharedRedis.NewKey());
        var queue = await _subscriber.SubscribeAsync(channel);

        redis.Cli("publish", channel!, "one").ShouldBe("1");
        redis.Cli("publish", channel!, "two").ShouldBe("1");

        ((string?)(await queue.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe("one");
        ((string?)(await queue.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe("two");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Ten_thousand_messages_keep_their_order()
    {
        var channel = RedisChannel.Literal(SharedRedis.NewKey());
        var queue = await _subscriber.SubscribeAsync(channel);

        var published = Enumerable.Range(0, 10_000).Select(i => _subscriber.PublishAsync(channel, i)).ToArray();

        for (var i = 0; i < published.Length; i++)
            ((int)(await queue.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe(i);
        (await Task.WhenAll(published)).ShouldAllBe(receivers => receivers == 1);
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Every_handler_of_a_channel_gets_the_message()
    {
        var channel = RedisChannel.Literal(SharedRedis.NewKey());
        var arrived = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        foreach (var handler in arrived) await _subscriber.SubscribeAsync(channel, (_, message) => handler.TrySetResult(message));

        redis.Cli("publish", channel!, "to all").ShouldBe("1");

        (await Task.WhenAll(arrived.Select(h => h.Task))).ShouldBe(["to all", "to all", "to all"]);
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_pattern_tells_which_channel_it_was()
    {
        var prefix = SharedRedis.NewKey();
        var queue = await _subscriber.SubscribeAsync(RedisChannel.Pattern($"{prefix}:*"));

        redis.Cli("publish", $"{prefix}:accounts", "changed").ShouldBe("1");

        var message = await queue.ReadAsync(TestContext.Current.CancellationToken);
        ((string?)message.Channel).ShouldBe($"{prefix}:accounts");
        ((string?)message.Message).ShouldBe("changed");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task After_unsubscribing_nobody_listens()
    {
        var channel = RedisChannel.Literal(SharedRedis.NewKey());
        var queue = await _subscriber.SubscribeAsync(channel);
        await queue.UnsubscribeAsync();

        redis.Cli("publish", channel!, "lost").ShouldBe("0");
    }
}
