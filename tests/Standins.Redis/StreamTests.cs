namespace Platform.Standins.Redis;

public sealed class StreamTests(SharedRedis redis)
{
    [Fact]
    public async Task Entries_come_back_with_their_fields()
    {
        var key = SharedRedis.NewKey();
        for (var i = 0; i < 100; i++) await redis.Database.StreamAddAsync(key, [new("n", i), new("square", i * i)], $"{i + 1}-0");

        var entries = await redis.Database.StreamRangeAsync(key, "51-0");

        entries.Length.ShouldBe(50);
        ((string?)entries[0].Id).ShouldBe("51-0");
        entries.ShouldAllBe(e => (int)e["square"] == (int)e["n"] * (int)e["n"]);
        redis.Cli("xlen", key).ShouldBe("100");
    }

    [Fact]
    public async Task A_consumer_group_tells_what_is_pending()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("xgroup", "create", key, "scorers", "0", "mkstream").ShouldBe("OK");
        redis.Cli("xadd", key, "1-0", "account", "a").ShouldBe("1-0");
        redis.Cli("xadd", key, "2-0", "account", "b").ShouldBe("2-0");

        var read = await redis.Database.StreamReadGroupAsync(key, "scorers", "first", ">", count: 10);
        (await redis.Database.StreamAcknowledgeAsync(key, "scorers", read[0].Id)).ShouldBe(1);
        var pending = await redis.Database.StreamPendingMessagesAsync(key, "scorers", 10, "first");

        read.Select(e => (string?)e["account"]).ShouldBe(["a", "b"]);
        pending.Select(p => (string?)p.MessageId).ShouldBe(["2-0"]);
        redis.Cli("xpending", key, "scorers").ShouldBe("1\n2-0\n2-0\nfirst\n1");
    }

    [Fact]
    public async Task Several_streams_are_read_at_once()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("xadd", $"{key}:a", "1-0", "f", "from a");
        redis.Cli("xadd", $"{key}:b", "1-0", "f", "from b");

        var streams = await redis.Database.StreamReadAsync([new($"{key}:a", "0"), new($"{key}:b", "0")]);

        streams.Select(s => (string?)s.Entries[0]["f"]).ShouldBe(["from a", "from b"]);
    }

    [Fact]
    public async Task Places_come_back_with_distance_and_position()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("geoadd", key, "13.361389", "38.115556", "Palermo", "15.087269", "37.502669", "Catania").ShouldBe("2");

        var places = await redis.Database.GeoRadiusAsync(
            key, 15, 37, 200, GeoUnit.Kilometers, order: Order.Ascending, options: GeoRadiusOptions.WithDistance | GeoRadiusOptions.WithCoordinates);

        places.Select(p => (string?)p.Member).ShouldBe(["Catania", "Palermo"]);
        places[0].Distance!.Value.ShouldBe(double.Parse(
            redis.Cli("georadius", key, "15", "37", "200", "km", "withdist", "asc").Split('\n')[1], CultureInfo.InvariantCulture));
        places[1].Position!.Value.Longitude.ShouldBe(13.361389, 1e-5);
    }
}
