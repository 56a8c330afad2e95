using Platform.ServiceKit.Data;

namespace Platform.Messaging.Tests;

/// <summary>To PostgreSQL and Dapper <c>@ask</c> and <c>@Ask</c> are one: one of the two values would be
/// lost.</summary>
public sealed class ParameterNamesTests : IAsyncLifetime
{
    private SampleService _sample = null!;

    public async ValueTask InitializeAsync() => _sample = await SampleService.StartAsync();

    public ValueTask DisposeAsync() => _sample.DisposeAsync();

    [Fact]
    public async Task Parameters_that_differ_only_by_case_are_refused_before_anything_is_asked()
    {
        var both = new { ask = 1, Ask = 2 };
        await Should.ThrowAsync<ArgumentException>(() => _sample.Database.ScalarAsync<int>("select @ask", both));
        await using var work = await _sample.Database.BeginAsync();
        await Should.ThrowAsync<ArgumentException>(() => work.ExecuteAsync("select @ask", both));
        await Should.ThrowAsync<ArgumentException>(() => work.QueryMultipleAsync("select @ask", new Both(1, 2)));
        (await work.ScalarAsync<int>("select @ask + @other", new { ask = 1, other = 2 })).ShouldBe(3);
    }

    [Fact]
    public async Task Parameters_of_several_parts_are_told_apart_too()
    {
        Should.Throw<ArgumentException>(() => ParameterNames.Together(new { at = 1 }, new { At = 2 }));
        (
            await _sample.Database.ScalarAsync<int>(
                "select @a + @b",
                ParameterNames.Together(new { a = 1 }, null, new { b = 2 })
            )
        ).ShouldBe(3);
    }

    [Fact]
    public void An_assembly_tells_of_those_that_no_test_runs() =>
        ParameterNames
            .ClashesIn(typeof(ParameterNamesTests).Assembly)
            .ShouldBe(["The parameters @ask and @Ask are one to the database; rename one."]);

    private sealed record Both(int Ask, int ASK);
}
