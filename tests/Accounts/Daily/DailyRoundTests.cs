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
        await using var somebody = await service.Services.GetRequiredService<Database>().BeginAsync(TestContext.Current.CancellationToken);
        await somebody.ExecuteAsync("select id from account where id = @account for update", new { account });
        Task<bool>[] replicas = [round.RunAsync(TestContext.Current.CancellationToken), round.RunAsync(TestContext.Current.CancellationToken)];
        (await await Task.WhenAny(replicas)).ShouldBeFalse();
        await somebody.DisposeAsync();

        (await Task.WhenAll(replicas)).ShouldBe([true, false], ignoreOrder: true);
        (await round.RunAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
    }
}
