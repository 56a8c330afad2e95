using Platform.Contracts.Accounts;
using Platform.Renewals.V1;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Renewals;

public sealed class MergeTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task Merged_accounts_pay_together_nothing_churns_and_undone_each_pays_its_own()
    {
        var (survivor, duplicate, merge) = (
            await renewals.AccountAsync(),
            await renewals.AccountAsync(),
            Guid.NewGuid()
        );
        await _ops.SubscribeAsync(survivor, new DateOnly(2025, 1, 1), 100);
        await _ops.SignAsync(duplicate, renewals.Today, renewals.Today.AddDays(300), 40);

        await renewals.TellAsync(new AccountsMerged(survivor, duplicate, merge));
        await WorthAsync(survivor, 140, duplicate, 0);
        await renewals.TellAsync(new AccountsMerged(survivor, duplicate, merge));
        (await _ops.ReadAsync($"/v1/contracts?accountId={survivor}")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await _ops.OnlyRenewalAsync(survivor)).Amount("arrDue").ShouldBe(480);
        (await _ops.ReadAsync("/v1/retrospectives?accountId=" + duplicate)).GetArrayLength().ShouldBe(0);

        await renewals.TellAsync(new AccountMergeUndone(survivor, duplicate, merge));
        await WorthAsync(survivor, 100, duplicate, 40);
        (await _ops.OnlyRenewalAsync(duplicate)).Amount("arrDue").ShouldBe(480);
        (await _ops.ReadAsync($"/v1/revenue/movements?accountId={duplicate}"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(m => m.Amount("delta"))
            .ShouldBe([40, -40, 40]);
    }

    [Fact]
    public async Task What_is_under_way_for_a_duplicate_goes_on_under_the_survivor_and_comes_back_when_undone()
    {
        var (survivor, duplicate, merge) = (
            await renewals.AccountAsync(),
            await renewals.AccountAsync(),
            Guid.NewGuid()
        );
        await _ops.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = duplicate,
                product = "Suite",
                startsOn = renewals.Today,
                termEndsOn = renewals.Today.AddDays(200),
                autoRenew = false,
                trial = false,
                price = Calls.Price(40),
            }
        );
        var renewal = (await _ops.OnlyRenewalAsync(duplicate)).Id();
        await _ops.PostAsync(
            $"/v1/renewals/{renewal}/next-step",
            new { nextStep = "Send terms", on = renewals.Today.AddDays(2) }
        );
        var risk = (
            await _ops.PostAsync(
                "/v1/risks",
                new
                {
                    accountId = duplicate,
                    category = "product_issue",
                    cause = "Crashes",
                }
            )
        ).Id();
        var (own, other) = (await RoomAsync(survivor), await RoomAsync(duplicate));

        await renewals.TellAsync(new AccountsMerged(survivor, duplicate, merge));
        await WorthAsync(survivor, 40, duplicate, 0);
        var moved = await _ops.OnlyRenewalAsync(survivor);
        (moved.Id(), moved.Text("nextStep"), moved.Amount("arrDue")).ShouldBe((renewal, "Send terms", 480));
        (await _ops.ReadAsync($"/v1/renewals?accountId={duplicate}")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await RisksAsync(survivor)).ShouldBe([risk]);
        (
            await renewals.Database.QueryAsync<Guid>(
                "select id from war_room where account_id = @survivor",
                new { survivor }
            )
        ).ShouldBe([own], "an account has one war room at a time: the duplicate's stays where it is");

        await renewals.TellAsync(new AccountMergeUndone(survivor, duplicate, merge));
        await WorthAsync(survivor, 0, duplicate, 40);
        (await _ops.OnlyRenewalAsync(duplicate)).Id().ShouldBe(renewal);
        (await RisksAsync(duplicate)).ShouldBe([risk]);
        (await RisksAsync(survivor)).ShouldBeEmpty();
        (
            await renewals.Database.QueryAsync<Guid>(
                "select id from war_room where account_id = @duplicate",
                new { duplicate }
            )
        ).ShouldBe([other]);

        async Task<Guid> RoomAsync(Guid account) =>
            (
                await _ops.PostAsync(
                    "/v1/war-rooms",
                    new
                    {
                        accountId = account,
                        owner = "olga",
                        purpose = "Save it",
                        rhythmDays = 2,
                        exitCriteria = new[] { "Saved" },
                    }
                )
            ).Id();

        async Task<IEnumerable<Guid>> RisksAsync(Guid account) =>
            (await _ops.ReadAsync($"/v1/risks?accountId={account}"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(r => r.Id())
                .ToList();
    }

    [Fact]
    public async Task Partners_read_renewals_and_risks_of_accounts_over_grpc()
    {
        var account = await renewals.AccountAsync();
        await _ops.SignAsync(account, renewals.Today, renewals.Today.AddDays(300), 100);
        await _ops.PostAsync(
            "/v1/risks",
            new
            {
                accountId = account,
                category = "product_issue",
                cause = "Crashes",
            }
        );
        var client = new V1.RenewalsService.RenewalsServiceClient(
            renewals.ChannelFor("partner", "key:1", "renewals:read")
        );

        var answer = (
            await client.BatchGetAccountRenewalsAsync(
                new BatchGetAccountRenewalsRequest { AccountIds = { account.ToString(), Guid.NewGuid().ToString() } }
            )
        ).Accounts;

        (
            answer[0].Next.ArrDue,
            answer[0].Next.Stage,
            answer[0].Next.StageLikelihood,
            answer[0].Next.CallLikelihood
        ).ShouldBe(("1200.00", "upcoming", "medium", ""));
        answer[0].Risks.ShouldHaveSingleItem().Cause.ShouldBe("Crashes");
        answer[1].Next.ShouldBeNull();
    }

    private Task WorthAsync(Guid first, decimal firstMrr, Guid second, decimal secondMrr) =>
        Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select (select mrr from account_revenue where account_id = @first) = @firstMrr and (select "
                        + "mrr from account_revenue where account_id = @second) = @secondMrr",
                    new
                    {
                        first,
                        firstMrr,
                        second,
                        secondMrr,
                    }
                ),
            $"{firstMrr} and {secondMrr} are paid"
        );
}
