namespace Platform.Standins.Redis;

public sealed class ScriptTests(SharedRedis redis)
{
    [Fact]
    public async Task A_nested_answer_keeps_its_shape()
    {
        const string Script = "return {1, {'two', {3, false}, ''}, redis.status_reply('FINE')}";

        var answer = await redis.Database.ScriptEvaluateAsync(Script);

        answer.Length.ShouldBe(3);
        ((int)answer[0]).ShouldBe(1);
        ((string?)answer[1][0]).ShouldBe("two");
        ((int)answer[1][1][0]).ShouldBe(3);
        answer[1][1][1].IsNull.ShouldBeTrue();
        ((string?)answer[1][2]).ShouldBe("");
        ((string?)answer[2]).ShouldBe("FINE");
    }

    [Fact]
    public async Task Keys_and_arguments_reach_the_script()
    {
        var key = SharedRedis.NewKey();

        var answer = await redis.Database.ScriptEvaluateAsync("redis.call('set', KEYS[1], ARGV[1]); return ARGV[2] * 2", [key], ["kept", 21]);

        ((int)answer).ShouldBe(42);
        redis.Cli("get", key).ShouldBe("kept");
    }

    [Fact]
    public async Task A_prepared_script_takes_named_parameters()
    {
        var key = SharedRedis.NewKey();
        var script = LuaScript.Prepare("return redis.call('incrby', @key, @by)");

        await redis.Database.ScriptEvaluateAsync(script, new { key = (RedisKey)key, by = 7 });
        await redis.Database.ScriptEvaluateAsync(script, new { key = (RedisKey)key, by = 8 });

        redis.Cli("get", key).ShouldBe("15");
    }

    [Fact]
    public async Task An_error_inside_a_script_is_an_exception_with_its_text()
    {
        var error = await Should.ThrowAsync<RedisServerException>(
            () => redis.Database.ScriptEvaluateAsync("return redis.error_reply('LIMIT reached')"));

        error.Message.ShouldContain("LIMIT reached");
    }
}
