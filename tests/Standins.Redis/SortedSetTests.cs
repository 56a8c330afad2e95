namespace Platform.Standins.Redis;

public sealed class SortedSetTests(SharedRedis redis)
{
    [Fact]
    public async Task Members_come_back_by_score_with_their_scores()
    {
        var key = SharedRedis.NewKey();
        await redis.Database.SortedSetAddAsync(key, [new("b", 2.25), new("a", double.NegativeInfinity), new("c", double.PositiveInfinity)]);

        var ascending = await redis.Database.SortedSetRangeByRankWithScoresAsync(key);
        var descending = await redis.Database.SortedSetRangeByRankAsync(key, order: Order.Descending);

        ascending.ShouldBe([new("a", double.NegativeInfinity), new("b", 2.25), new("c", double.PositiveInfinity)]);
        descending.Select(m => (string?)m).ShouldBe(["c", "b", "a"]);
        redis.Cli("zrange", key, "0", "-1", "withscores").ShouldBe("a\n-inf\nb\n2.25\nc\ninf");
    }

    [Fact]
    public async Task A_range_of_scores_matches_redis_cli()
    {
        var key = SharedRedis.NewKey();
        await redis.Database.SortedSetAddAsync(key, [.. Enumerable.Range(0, 500).Select(i => new SortedSetEntry($"m{i}", i / 10.0))]);

        var members = await redis.Database.SortedSetRangeByScoreAsync(key, 10, 20, Exclude.Start);

        members.Length.ShouldBe(100);
        string.Join('\n', members.Select(m => (string?)m)).ShouldBe(redis.Cli("zrangebyscore", key, "(10", "20"));
    }

    [Fact]
    public async Task Ranks_and_scores_of_single_members()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("zadd", key, "1", "low", "9.5", "high").ShouldBe("2");

        (await redis.Database.SortedSetRankAsync(key, "high")).ShouldBe(1);
        (await redis.Database.SortedSetRankAsync(key, "missing")).ShouldBeNull();
        (await redis.Database.SortedSetScoresAsync(key, ["high", "missing", "low"])).ShouldBe([9.5, null, 1]);
        (await redis.Database.SortedSetPopAsync(key)).ShouldBe(new SortedSetEntry("low", 1));
        redis.Cli("zcard", key).ShouldBe("1");
    }
}
