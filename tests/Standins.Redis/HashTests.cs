namespace Platform.Standins.Redis;

public sealed class HashTests(SharedRedis redis)
{
    [Fact]
    public async Task All_fields_come_back()
    {
        var key = SharedRedis.NewKey();
        HashEntry[] entries = [new("name", "Northwind"), new("seats", 120), new("", "empty field name"), new("empty", "")];

        await redis.Database.HashSetAsync(key, entries);

        (await redis.Database.HashGetAllAsync(key)).OrderBy(e => (string?)e.Name, StringComparer.Ordinal)
            .ShouldBe(entries.OrderBy(e => (string?)e.Name, StringComparer.Ordinal));
        redis.Cli("hlen", key).ShouldBe("4");
        redis.Cli("hget", key, "seats").ShouldBe("120");
    }

    [Fact]
    public async Task Chosen_fields_come_back_in_the_order_asked_for()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("hset", key, "a", "1", "b", "2").ShouldBe("2");

        var values = await redis.Database.HashGetAsync(key, ["b", "missing", "a"]);

        values.Select(v => (string?)v).ShouldBe(["2", null, "1"]);
    }

    [Fact]
    public async Task Fields_change_and_go()
    {
        var key = SharedRedis.NewKey();

        (await redis.Database.HashIncrementAsync(key, "n", 5)).ShouldBe(5);
        (await redis.Database.HashIncrementAsync(key, "x", 1.5)).ShouldBe(1.5);
        (await redis.Database.HashDeleteAsync(key, "n")).ShouldBeTrue();

        redis.Cli("hgetall", key).ShouldBe("x\n1.5");
    }

    [Fact]
    public async Task A_scan_visits_every_field_of_a_large_hash()
    {
        var key = SharedRedis.NewKey();
        var entries = Enumerable.Range(0, 10_000).Select(i => new HashEntry($"field-{i}", i)).ToArray();
        await redis.Database.HashSetAsync(key, entries);

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var entry in redis.Database.HashScanAsync(key, "field-*", pageSize: 500)) seen[entry.Name!] = (int)entry.Value;

        seen.Count.ShouldBe(10_000);
        seen.ShouldAllBe(e => e.Key == $"field-{e.Value}");
        redis.Cli("hlen", key).ShouldBe("10000");
    }
}
