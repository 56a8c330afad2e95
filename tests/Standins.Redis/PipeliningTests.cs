namespace Platform.Standins.Redis;

public sealed class PipeliningTests(SharedRedis redis)
{
    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_hundred_thousand_commands_in_flight_answer_each_its_own()
    {
        var key = SharedRedis.NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100_000).Select(_ => redis.Database.StringIncrementAsync(key)));

        answers.ShouldBe(Enumerable.Range(1, 100_000).Select(i => (long)i));
        redis.Cli("get", key).ShouldBe("100000");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Fire_and_forget_keeps_its_place_in_the_line()
    {
        var key = SharedRedis.NewKey();

        for (var i = 0; i < 20_000; i++) redis.Database.ListRightPush(key, i, flags: CommandFlags.FireAndForget);

        (await redis.Database.ListLengthAsync(key)).ShouldBe(20_000);
        redis.Cli("lindex", key, "12345").ShouldBe("12345");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_batch_goes_out_as_one()
    {
        var key = SharedRedis.NewKey();
        var batch = redis.Database.CreateBatch();
        var answers = Enumerable.Range(0, 5_000).Select(i => batch.HashSetAsync(key, i, i * i)).ToArray();
        batch.Execute();

        (await Task.WhenAll(answers)).ShouldAllBe(isNew => isNew);
        redis.Cli("hlen", key).ShouldBe("5000");
        redis.Cli("hget", key, "4999").ShouldBe("24990001");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Dedicated_socket_threads_do_the_same_work()
    {
        var key = SharedRedis.NewKey();
        var options = redis.Server.Options();
        using var threads = new SocketManager("dedicated", workerCount: 2, SocketManager.SocketManagerOptions.None);
        options.SocketManager = threads;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20_000).Select(_ => connection.GetDatabase().StringIncrementAsync(key)));

        answers.ShouldBe(Enumerable.Range(1, 20_000).Select(i => (long)i));
        redis.Cli("get", key).ShouldBe("20000");
    }
}
