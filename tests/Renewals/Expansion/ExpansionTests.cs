using Platform.Contracts.HealthScoring;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Expansion;

public sealed class ExpansionTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task Seats_have_to_be_short_for_14_days_and_one_opportunity_is_open_for_a_trigger()
    {
        var account = await renewals.AccountAsync();
        await CrossAsync(account, "seats_used", renewals.Today.AddDays(-4));
        (await OpenAsync(account)).ShouldBe(0);
        await renewals.PassDaysAsync(10);
        (await OpenAsync(account)).ShouldBe(1);
        await CrossAsync(account, "seats_used", renewals.Today.AddDays(-20));
        (await OpenAsync(account)).ShouldBe(1);
    }

    [Theory]
    [InlineData("premium_use")]
    [InlineData("new_team")]
    [InlineData("users_growth")]
    public async Task Other_triggers_open_an_opportunity_at_once_and_propose_the_account_for_the_line_by_line_review(
        string trigger
    )
    {
        var account = await renewals.AccountAsync();
        await CrossAsync(account, trigger, renewals.Today);
        (await OpenAsync(account)).ShouldBe(1);

        var session = await _ops.PostAsync(
            "/v1/lxl-sessions",
            new { quarter = $"209{trigger.Length - 7}-Q4", heldOn = renewals.Today }
        );
        session
            .GetProperty("accounts")
            .EnumerateArray()
            .Single(a => a.GetProperty("accountId").GetGuid() == account)
            .GetProperty("reasons")
            .EnumerateArray()
            .Select(r => r.GetString())
            .ShouldBe(["expansion"]);
    }

    [Fact]
    public async Task Seats_that_were_free_again_in_between_are_no_opportunity()
    {
        var account = await renewals.AccountAsync();
        await CrossAsync(account, "seats_used", renewals.Today.AddDays(-4));
        await CrossAsync(account, "seats_used", renewals.Today, rose: false);
        await renewals.PassDaysAsync(20);
        (await OpenAsync(account)).ShouldBe(0);
    }

    [Fact]
    public async Task A_closed_opportunity_cools_down_for_90_days()
    {
        var account = await renewals.AccountAsync();
        await CrossAsync(account, "users_growth", renewals.Today);
        var id = (await _ops.ReadAsync($"/v1/expansions?accountId={account}&open=true"))[0].Id();
        await _ops.PostAsync($"/v1/expansions/{id}/closing", new { state = "lost", reason = "No budget this year" });
        await renewals.PassDaysAsync(89);
        (await OpenAsync(account)).ShouldBe(0);
        (
            await (
                await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/expansions",
                    new
                    {
                        accountId = account,
                        trigger = "users_growth",
                        evidence = "Again",
                    }
                )
            ).ProblemAsync()
        ).Type.ShouldBe("renewals/expansion-open");
        await renewals.PassDaysAsync(1);
        (await OpenAsync(account)).ShouldBe(1);
    }

    private async Task CrossAsync(Guid account, string threshold, DateOnly since, bool rose = true)
    {
        var message = new UsageThresholdCrossed(account, threshold, rose, 91, 85, since);
        await renewals.TellAsync(message);
        await Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { message.EventId }
                ),
            "the crossing was handled"
        );
    }

    private async Task<int> OpenAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/expansions?accountId={account}&open=true")).GetArrayLength();
}
