using Platform.Contracts.Accounts;
using Platform.SuccessPlans.Tests.Plans;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Accounts;

public class MergeTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task The_account_that_stays_keeps_its_plan_and_has_the_duplicates_until_the_merge_is_undone()
    {
        var (kept, duplicate, merge) = (await service.PlanAsync(), await service.PlanAsync(), Guid.NewGuid());
        foreach (var plan in new[] { kept, duplicate })
            await _ops.PostAsync("/v1/onboardings", new { accountId = plan.Account });
        var tactics = new List<Guid>();
        for (var i = 0; i < 5; i++)
            tactics.Add(await TacticAsync());
        foreach (var tactic in tactics[..2])
            await AgreeAsync(kept.Account, tactic);
        foreach (var tactic in tactics[1..5])
            await AgreeAsync(duplicate.Account, tactic); // Three of them active, the last waits.
        var before = await StatesAsync(duplicate.Account);

        await MergedAsync(kept.Account, duplicate.Account, merge);
        await MergedAsync(kept.Account, duplicate.Account, merge);

        (await PlansAsync(kept.Account)).ShouldBe([(kept.Id, "draft"), (duplicate.Id, "closed")], ignoreOrder: true);
        (await PlansAsync(duplicate.Account)).ShouldBeEmpty();
        (await OnboardingsAsync(kept.Account)).ShouldBe(["cancelled", "open"]);
        (await OnboardingsAsync(duplicate.Account)).ShouldBeEmpty();
        (await StatesAsync(kept.Account)).ShouldBe(
            [
                (tactics[0], "active"),
                (tactics[1], "active"),
                (tactics[1], "stopped"),
                (tactics[2], "active"),
                (tactics[3], "queued"),
                (tactics[4], "queued"),
            ],
            ignoreOrder: true
        );
        (await StatesAsync(duplicate.Account)).ShouldBeEmpty();

        await service.TellAsync(new AccountMergeUndone(kept.Account, duplicate.Account, merge));
        await Eventually.HoldsAsync(async () => (await PlansAsync(duplicate.Account)).Count == 1, "the plan is back");

        (await PlansAsync(duplicate.Account)).ShouldBe([(duplicate.Id, "draft")]);
        (await PlansAsync(kept.Account)).ShouldBe([(kept.Id, "draft")]);
        (await OnboardingsAsync(kept.Account)).ShouldBe(["open"]);
        (await OnboardingsAsync(duplicate.Account)).ShouldBe(["open"]);
        (await StatesAsync(duplicate.Account)).ShouldBe(before, ignoreOrder: true);
        (await StatesAsync(kept.Account)).ShouldBe([(tactics[0], "active"), (tactics[1], "active")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_duplicates_plan_lives_on_where_the_account_that_stays_has_none()
    {
        var (kept, duplicate) = (await service.AccountAsync(), await service.PlanAsync());

        await MergedAsync(kept, duplicate.Account, Guid.NewGuid());

        (await PlansAsync(kept)).ShouldBe([(duplicate.Id, "draft")]);
    }

    private async Task MergedAsync(Guid kept, Guid duplicate, Guid merge)
    {
        var told = new AccountsMerged(kept, duplicate, merge);
        await service.TellAsync(told);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId and consumer "
                        + "like '%move-rows-on-accounts-merged')",
                    new { told.EventId }
                ),
            "the merge is heard"
        );
    }

    private async Task<List<(Guid Id, string Status)>> PlansAsync(Guid account) =>
        [
            .. (await _ops.ReadAsync($"/v1/plans?accountId={account}"))
                .List("items")
                .Select(p => (p.Id(), p.Text("status"))),
        ];

    private async Task<List<string>> OnboardingsAsync(Guid account) =>
        [
            .. (await _ops.ReadAsync($"/v1/onboardings?accountId={account}"))
                .List("items")
                .Select(o => o.Text("status"))
                .Order(StringComparer.Ordinal),
        ];

    private async Task<List<(Guid Tactic, string State)>> StatesAsync(Guid account) =>
        [
            .. (await _ops.ReadAsync($"/v1/accounts/{account}/plan/tactics"))
                .List("items")
                .Select(t => (t.GetProperty("tacticId").GetGuid(), t.Text("state"))),
        ];

    private Task<System.Text.Json.JsonElement> AgreeAsync(Guid account, Guid tactic) =>
        _ops.PostAsync($"/v1/accounts/{account}/plan/tactics", new { tacticId = tactic });

    private async Task<Guid> TacticAsync()
    {
        var outcome = (await _ops.ReadAsync("/v1/tactics/outcomes?customerType=mid_market"))[0].Id();
        return (
            await _ops.PostAsync(
                "/v1/tactics",
                new
                {
                    outcomeId = outcome,
                    name = "Tactic " + Guid.NewGuid(),
                    description = "Try it",
                    steps = new[] { "one" },
                    days = 30,
                }
            )
        ).Id();
    }
}
