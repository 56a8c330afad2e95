namespace Platform.Standins.Redis;

public sealed class StringTests(SharedRedis redis)
{
    [Fact]
    public async Task Text_written_by_the_library_is_read_by_redis_cli()
    {
        var key = SharedRedis.NewKey();

        (await redis.Database.StringSetAsync(key, "Grüße, 世界")).ShouldBeTrue();

        redis.Cli("get", key).ShouldBe("Grüße, 世界");
    }

    [Fact]
    public async Task Text_written_by_redis_cli_is_read_by_the_library()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("set", key, "two words").ShouldBe("OK");

        ((string?)await redis.Database.StringGetAsync(key)).ShouldBe("two words");
        ((string?)redis.Database.StringGet(key)).ShouldBe("two words");
    }

    [Fact]
    public async Task Every_byte_value_survives()
    {
        var key = SharedRedis.NewKey();
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        await redis.Database.StringSetAsync(key, bytes);

        ((byte[]?)await redis.Database.StringGetAsync(key)).ShouldBe(bytes);
        redis.Cli("strlen", key).ShouldBe("256");
        redis.Cli("bitcount", key).ShouldBe("1024");
    }

    [Fact]
    public async Task A_missing_key_is_null_and_an_empty_value_is_not()
    {
        var key = SharedRedis.NewKey();

        (await redis.Database.StringGetAsync(key)).IsNull.ShouldBeTrue();

        redis.Cli("set", key, "");
        var empty = await redis.Database.StringGetAsync(key);
        empty.IsNull.ShouldBeFalse();
        empty.IsNullOrEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Many_keys_are_read_in_their_order_with_gaps()
    {
        var prefix = SharedRedis.NewKey();
        var keys = Enumerable.Range(0, 1000).Select(i => (RedisKey)$"{prefix}:{i}").ToArray();
        var even = keys.Where((_, i) => i % 2 == 0).Select((k, i) => KeyValuePair.Create(k, (RedisValue)(i * 2))).ToArray();

        (await redis.Database.StringSetAsync(even)).ShouldBeTrue();
        var values = await redis.Database.StringGetAsync(keys);

        values.Select(v => (int?)v).ShouldBe(Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? i : (int?)null));
        redis.Cli("mget", $"{prefix}:998", $"{prefix}:999").ShouldBe("998\n");
    }

    [Fact]
    public async Task Counters_count_under_concurrency()
    {
        var key = SharedRedis.NewKey();

        await Parallel.ForAsync(0, 64, async (_, _) =>
        {
            for (var i = 0; i < 100; i++) await redis.Database.StringIncrementAsync(key, 3);
        });

        redis.Cli("get", key).ShouldBe("19200");
    }

    [Fact]
    public async Task An_expiry_reaches_the_server()
    {
        var key = SharedRedis.NewKey();

        await redis.Database.StringSetAsync(key, 1, TimeSpan.FromHours(1));

        int.Parse(redis.Cli("ttl", key), CultureInfo.InvariantCulture).ShouldBeInRange(1, 3600);
        (await redis.Database.KeyTimeToLiveAsync(key)).ShouldNotBeNull();
        (await redis.Database.KeyPersistAsync(key)).ShouldBeTrue();
        redis.Cli("ttl", key).ShouldBe("-1");
    }

    [Fact]
    public async Task An_error_of_the_server_is_an_exception_and_the_connection_goes_on()
    {
        var key = SharedRedis.NewKey();
        await redis.Database.ListRightPushAsync(key, "element");

        var error = await Should.ThrowAsync<RedisServerException>(() => redis.Database.StringGetAsync(key));

        error.Message.ShouldContain("WRONGTYPE");
        ((string?)await redis.Database.ListGetByIndexAsync(key, 0)).ShouldBe("element");
    }
}
