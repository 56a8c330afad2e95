using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.Daily;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Tests.Daily;

// A service of its own: these tests move the clock.
public class DailyRoundTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    [Fact(Timeout = 60_000)]
    public async Task Of_two_replicas_one_makes_the_round_while_the_other_goes_on_without()
    {
        var account = await service.ClientFor(Roles.Ops).CreateAccountAsync();
        var round = service.Services.GetRequiredService<DailyRound>();
        service.Clock.Advance(TimeSpan.FromDays(2));

        // Somebody works on one of the accounts, so that whoever makes the round waits in the middle of it.
        await using var somebody = await service
            .Services.GetRequiredService<Database>()
            .BeginAsync(TestContext.Current.CancellationToken);
        await somebody.ExecuteAsync("select id from account where id = @account for update", new { account });
        Task<bool>[] replicas;
        // Not part of this call, which holds a unit of work.
        using (ExecutionContext.SuppressFlow())
            replicas = [Task.Run(() => round.RunAsync(default)), Task.Run(() => round.RunAsync(default))];
        (await await Task.WhenAny(replicas)).ShouldBeFalse();
        await somebody.DisposeAsync();

        (await Task.WhenAll(replicas)).ShouldBe([true, false], ignoreOrder: true);
        (await round.RunAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_book_that_came_in_after_the_round_is_looked_at_the_same_day()
    {
        var ops = service.ClientFor(Roles.Ops);
        var round = service.Services.GetRequiredService<DailyRound>();
        service.Clock.Advance(TimeSpan.FromDays(2));
        (await round.RunAsync(default)).ShouldBeTrue("a new day");
        var accounts = new List<Guid>();
        async Task WinAsync(decimal arr)
        {
            accounts.Add(await ops.CreateAccountAsync());
            await service.TellRevenueAsync(accounts[^1], arr);
        }
        async Task<List<string>> PrioritiesAsync() =>
            [
                .. await Task.WhenAll(
                    accounts.Select(async account =>
                        (await ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).Text("priority")
                    )
                ),
            ];

        for (var i = 1; i <= 20; i++)
            await WinAsync(1_000 * i);
        (await PrioritiesAsync()).ShouldNotContain("p1", "of no book is anybody the top");

        (await round.RunAsync(default)).ShouldBeTrue("another book");
        (await PrioritiesAsync())
            .Select(priority => priority == "p1")
            .ShouldBe([.. Enumerable.Repeat(false, 15), .. Enumerable.Repeat(true, 5)]);
        for (var i = 0; i < 2; i++)
            await WinAsync(500);
        (await round.RunAsync(default)).ShouldBeFalse("two more of twenty are the same book");
        await WinAsync(500);
        (await round.RunAsync(default)).ShouldBeTrue("a tenth and more");
    }
}
