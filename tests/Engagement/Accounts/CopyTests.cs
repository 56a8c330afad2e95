using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Engagement.Accounts;
using Platform.TestKit;
using Money = Platform.Contracts.Money;

namespace Platform.Engagement.Tests.Accounts;

/// <summary>What other services tell is kept, whatever the order.</summary>
public sealed class CopyTests(EngagementUnderTest engagement)
{
    [Fact]
    public async Task Keeps_money_health_and_notice_of_an_account_and_no_older_score()
    {
        var account = await engagement.AccountAsync("mira");
        await engagement.TellAsync(
            new SubscriptionChanged(account, 1, [], new Money(1000m, "EUR"), new Money(12_000m, "EUR"), 40, null, null)
        );
        await engagement.TellAsync(
            Scored(account, 2, 31.5m, HealthBand.Red),
            Scored(account, 1, 80m, HealthBand.Green)
        );
        await engagement.TellAsync(new ChurnNoticeGiven(account, Guid.NewGuid(), engagement.Today, null));

        var copy = await Eventually.GetAsync(
            () => AccountCopies.FindAsync(engagement.Database, account, CancellationToken.None),
            it => it is { NoticeOn: not null, Arr: not null, Score: not null },
            "all is kept"
        );
        copy!.Arr.ShouldBe(12_000m);
        copy.Seats.ShouldBe(40);
        await Eventually.HoldsAsync(
            async () =>
                await engagement.Database.ScalarAsync<long>(
                    "select count(*) from consumed_event where account_id = @account",
                    new { account }
                ) == 5,
            "all five events are kept"
        );
        copy = await AccountCopies.FindAsync(engagement.Database, account, CancellationToken.None);
        (copy!.Score, copy.Band, copy.NoticeOn).ShouldBe((31.5m, "red", engagement.Today));
        copy.Owner("csm").ShouldBe("mira");
        copy.IsOwnedBy("mira").ShouldBeTrue();
        copy.IsOwnedBy("somebody else").ShouldBeFalse();
    }

    private static HealthScoreChanged Scored(Guid account, int version, decimal score, HealthBand band) =>
        new(account, version, score, null, band, null, [], "all", 1);
}
