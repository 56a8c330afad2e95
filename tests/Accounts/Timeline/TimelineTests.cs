using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Timeline;

public class TimelineTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task One_time_ordered_history_is_fed_by_every_service_and_filtered_by_type()
    {
        var account = await _ops.CreateAccountAsync();
        var opened = new RenewalOpened(account, Guid.NewGuid(), null, new DateOnly(2027, 1, 31), new Money(1200, "EUR"));
        await service.TellAsync(opened);
        await service.TellAsync(opened);
        await service.TellAsync(new HealthBandChanged(account, 1, HealthBand.Green, HealthBand.Red, 12, []));
        await service.TellAsync(new RiskOpened(account, Guid.NewGuid(), "value_gap", "no use", new Money(5, "EUR"), null));

        var entries = await Eventually.GetAsync(async () => (await _ops.GetAsync($"/v1/accounts/{account}/timeline").JsonAsync()).Items().ToList(), it => it.Count >= 4, "all entries are there");

        entries.Select(entry => entry.Text("type")).ShouldBe(["account_created", "renewal_opened", "health_band_changed", "risk_opened"], ignoreOrder: true);
        entries.Select(entry => entry.GetProperty("occurredAt").GetDateTimeOffset()).ShouldBe(entries.Select(entry => entry.GetProperty("occurredAt").GetDateTimeOffset()).OrderDescending());
        var only = (await _ops.GetAsync($"/v1/accounts/{account}/timeline?types=risk_opened").JsonAsync()).Items().Single();
        (only.Text("service"), only.Text("actor")).ShouldBe(("renewals", "test"));
    }

    [Fact]
    public async Task The_history_is_paged_by_cursor_without_gaps()
    {
        var account = await _ops.CreateAccountAsync();
        for (var i = 0; i < 7; i++)
            await _ops.PostAsync($"/v1/accounts/{account}/activities", new { type = "note", occurredAt = service.Clock.GetUtcNow().AddMinutes(-i % 3), subject = $"{i}" }).JsonAsync(System.Net.HttpStatusCode.Created);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await _ops.GetAsync($"/v1/accounts/{account}/timeline?limit=2&cursor={cursor}").JsonAsync();
            seen.AddRange(page.Items().Select(Api.Id));
            cursor = page.TextOrNull("next");
        }
        while (cursor is not null);
        seen.Distinct().Count().ShouldBe(8);
        seen.Count.ShouldBe(8);
    }

    [Fact]
    public async Task When_nothing_active_remains_the_lifecycle_ends()
    {
        var account = await _ops.CreateAccountAsync();
        await service.TellAsync(new AccountChurned(account, Guid.NewGuid(), new DateOnly(2026, 11, 1), new Money(1200, "EUR"), "pricing"));

        await Eventually.HoldsAsync(async () => (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).Text("lifecycle") == "churned", "the account is churned");
    }
}
