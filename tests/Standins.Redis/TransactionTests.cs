namespace Platform.Standins.Redis;

public sealed class TransactionTests(SharedRedis redis)
{
    [Fact]
    public async Task All_commands_take_effect_and_answer()
    {
        var key = SharedRedis.NewKey();
        var transaction = redis.Database.CreateTransaction();
        var first = transaction.StringIncrementAsync(key, 2);
        var second = transaction.StringIncrementAsync(key, 3);
        var third = transaction.HashSetAsync($"{key}:h", "f", "v");

        (await transaction.ExecuteAsync()).ShouldBeTrue();

        (await first).ShouldBe(2);
        (await second).ShouldBe(5);
        (await third).ShouldBeTrue();
        redis.Cli("get", key).ShouldBe("5");
        redis.Cli("hget", $"{key}:h", "f").ShouldBe("v");
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_stops_all_of_it()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("set", key, "changed by another");
        var transaction = redis.Database.CreateTransaction();
        var condition = transaction.AddCondition(Condition.StringEqual(key, "as we saw it"));
        var write = transaction.StringSetAsync(key, "ours");

        (await transaction.ExecuteAsync()).ShouldBeFalse();

        condition.WasSatisfied.ShouldBeFalse();
        await Should.ThrowAsync<TaskCanceledException>(() => write);
        redis.Cli("get", key).ShouldBe("changed by another");
    }

    [Fact]
    public async Task Concurrent_guarded_writes_lose_no_update()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("set", key, "0");

        await Parallel.ForAsync(0, 8, async (_, _) =>
        {
            for (var written = 0; written < 10;)
            {
                var seen = await redis.Database.StringGetAsync(key);
                var transaction = redis.Database.CreateTransaction();
                transaction.AddCondition(Condition.StringEqual(key, seen));
                _ = transaction.StringSetAsync(key, (int)seen + 1);
                if (await transaction.ExecuteAsync()) written++;
            }
        });

        redis.Cli("get", key).ShouldBe("80");
    }
}
