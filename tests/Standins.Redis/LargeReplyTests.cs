using System.Security.Cryptography;

namespace Platform.Standins.Redis;

public sealed class LargeReplyTests(SharedRedis redis)
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_value_of_ten_megabytes_goes_there_and_back()
    {
        var key = SharedRedis.NewKey();
        var value = RandomNumberGenerator.GetBytes(TenMegabytes);

        await redis.Database.StringSetAsync(key, value);
        var back = (byte[]?)await redis.Database.StringGetAsync(key);

        back.ShouldNotBeNull().AsSpan().SequenceEqual(value).ShouldBeTrue();
        redis.Cli("strlen", key).ShouldBe($"{TenMegabytes}");
        redis.Cli("eval", "return redis.sha1hex(redis.call('get', KEYS[1]))", "1", key).ShouldBe(Convert.ToHexStringLower(Sha1(value)));
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Large_and_small_commands_share_a_connection()
    {
        var key = SharedRedis.NewKey();
        var value = RandomNumberGenerator.GetBytes(TenMegabytes);
        await redis.Database.StringSetAsync(key, value);

        var large = Enumerable.Range(0, 8).Select(_ => redis.Database.StringGetAsync(key)).ToArray();
        var small = Enumerable.Range(0, 1000).Select(_ => redis.Database.StringIncrementAsync($"{key}:n")).ToArray();

        (await Task.WhenAll(small)).ShouldBe(Enumerable.Range(1, 1000).Select(i => (long)i));
        foreach (var answer in await Task.WhenAll(large)) ((byte[]?)answer).AsSpan().SequenceEqual(value).ShouldBeTrue();
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_list_of_two_hundred_thousand_elements_comes_back_in_order()
    {
        var key = SharedRedis.NewKey();
        redis.Cli("eval", "for i = 1, ARGV[1] do redis.call('rpush', KEYS[1], 'element-' .. i) end", "1", key, "200000");

        var elements = await redis.Database.ListRangeAsync(key);

        elements.Length.ShouldBe(200_000);
        elements.Select((e, i) => e == $"element-{i + 1}").ShouldAllBe(same => same);
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Many_small_arrays_in_one_answer()
    {
        var answer = await redis.Database.ScriptEvaluateAsync("local t = {} for i = 1, ARGV[1] do t[i] = {i, 'v' .. i, {i * 2}} end return t", values: [20_000]);

        answer.Length.ShouldBe(20_000);
        for (var i = 0; i < answer.Length; i++)
        {
            ((int)answer[i][0]).ShouldBe(i + 1);
            ((string?)answer[i][1]).ShouldBe($"v{i + 1}");
            ((int)answer[i][2][0]).ShouldBe((i + 1) * 2);
        }
    }

#pragma warning disable CA5350 // Not for secrecy: it is the one digest that Redis computes by itself.
    private static byte[] Sha1(byte[] value) => SHA1.HashData(value);
#pragma warning restore CA5350
}
