using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Risks;

/// <summary>An account is at risk for four reasons, and each is named.</summary>
public sealed class AtRiskTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task An_account_without_a_reason_is_not_at_risk_and_counts_in_the_best_case()
    {
        var (account, _) = await RenewalAsync(renewals.Today.AddDays(200));

        var renewal = await _ops.OnlyRenewalAsync(account);

        Reasons(renewal).ShouldBeEmpty();
        renewal.Text("category").ShouldBe("best_case");
    }

    [Fact]
    public async Task Red_health_an_open_risk_a_notice_and_a_call_each_put_an_account_at_risk()
    {
        var (account, renewal) = await RenewalAsync(renewals.Today.AddDays(200));
        await _ops.PostAsync(
            "/v1/risks",
            new
            {
                accountId = account,
                category = "product_issue",
                cause = "Crashes",
            }
        );
        Reasons(await _ops.OnlyRenewalAsync(account)).ShouldBe(["open_risk"]);

        await GiveNoticeAsync(account);
        Reasons(await _ops.OnlyRenewalAsync(account)).ShouldBe(["notice_given", "open_risk"]);

        await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call = "at_risk", reason = "They look around." });
        await renewals.TellAsync(
            new HealthScoreChanged(account, 2, 31, 70, HealthBand.Red, HealthBand.Yellow, [], "smb", 1)
        );
        var seen = await Eventually.GetAsync(
            () => _ops.OnlyRenewalAsync(account),
            it => it.TryGetProperty("healthBand", out _),
            "health is known"
        );
        Reasons(seen).ShouldBe(["called_at_risk", "notice_given", "open_risk", "red_band"]);
    }

    [Fact]
    public async Task A_forecast_counts_a_committed_renewal_of_an_account_at_risk_in_both_figures()
    {
        var end = renewals.Today.AddDays(211);
        var (account, renewal) = await RenewalAsync(end);
        await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call = "commit", reason = "The buyer said yes." });
        await GiveNoticeAsync(account);

        var figures = (await _ops.ReadAsync($"/v1/forecasts?from={end.Iso()}&to={end.Iso()}")).GetProperty("figures");

        (figures.Number("due"), figures.Number("commit"), figures.Number("atRisk")).ShouldBe((12_000, 12_000, 12_000));
    }

    [Fact]
    public async Task Others_are_told_of_a_call_and_of_a_notice()
    {
        var (account, renewal) = await RenewalAsync(renewals.Today.AddDays(200));
        using var calls = await renewals.ListenToAsync<RenewalCalled>();
        using var notices = await renewals.ListenToAsync<ChurnNoticeGiven>();

        await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call = "best_case", reason = "Likely." });
        await GiveNoticeAsync(account);

        var call = await calls.FirstAsync(it => it.AccountId == account);
        (call.RenewalId, call.Call, call.EndsOn).ShouldBe((renewal, "best_case", renewals.Today.AddDays(200)));
        var notice = await notices.FirstAsync(it => it.AccountId == account);
        (notice.NoticeOn, notice.ReasonCode).ShouldBe((renewals.Today, "price"));
    }

    private async Task GiveNoticeAsync(Guid account)
    {
        var answer = await _ops.SendJsonAsync(
            HttpMethod.Post,
            "/v1/churn/notices",
            new
            {
                accountId = account,
                noticeOn = renewals.Today,
                reasonCode = "price",
            }
        );
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
    }

    private async Task<(Guid Account, Guid Renewal)> RenewalAsync(DateOnly end)
    {
        var account = await renewals.AccountAsync();
        await _ops.SignAsync(account, renewals.Today.AddDays(-100), end, 1_000);
        return (account, (await _ops.OnlyRenewalAsync(account)).Id());
    }

    private static IEnumerable<string> Reasons(System.Text.Json.JsonElement renewal) =>
        renewal.GetProperty("atRisk").EnumerateArray().Select(reason => reason.GetString()!);
}
