using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.SuccessPlans;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Renewals;

/// <summary>What other services know of the account, shown with its renewal and the forecast.</summary>
public sealed class BesideRenewalTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task Plan_value_and_open_requests_of_the_account_are_shown_with_renewal_and_forecast()
    {
        var (account, renewal) = await RenewalAsync();
        await _ops.SendJsonAsync(HttpMethod.Put, "/v1/exchange-rates/SEK/2020-01-01", new { rate = 0.1m });
        await renewals.TellAsync(new PlanProgressed(account, Guid.NewGuid(), 0.4m, 2, 5));
        await renewals.TellAsync(
            new ValueConfirmed(
                account,
                Guid.NewGuid(),
                Guid.NewGuid(),
                "30 % faster",
                new Money(1_000, "EUR"),
                "their CFO"
            )
        );
        await renewals.TellAsync(
            new ValueConfirmed(
                account,
                Guid.NewGuid(),
                Guid.NewGuid(),
                "Two people less on call",
                new Money(5_000, "SEK"),
                "their CFO"
            )
        );
        await renewals.TellAsync(
            new ValueConfirmed(account, Guid.NewGuid(), Guid.NewGuid(), "Happier users", null, "their CFO")
        );
        await renewals.TellAsync(new OpenRequestsChanged(account, 3, 1));

        var seen = await Eventually.GetAsync(
            () => _ops.OnlyRenewalAsync(account),
            it =>
                it.GetProperty("confirmedClaims").GetInt32() == 3
                && it.GetProperty("openRequests").GetInt32() == 3
                && it.TryGetProperty("planProgress", out _),
            "all is told"
        );

        seen.Amount("confirmedValue")
            .ShouldBe(1_500, "1,000 EUR and 5,000 SEK at 0.1; a claim without a value is counted only");
        (
            seen.Number("planProgress"),
            seen.GetProperty("overdueMilestones").GetInt32(),
            seen.GetProperty("unansweredRequests").GetInt32()
        ).ShouldBe((0.4m, 2, 1));
        var forecast = await _ops.ReadAsync($"/v1/forecasts?from={seen.Text("endsOn")}&to={seen.Text("endsOn")}");
        forecast
            .GetProperty("renewals")
            .EnumerateArray()
            .Single(it => it.Id() == renewal)
            .Amount("confirmedValue")
            .ShouldBe(1_500);
    }

    [Fact]
    public async Task Partners_read_beside_a_renewal_over_grpc_what_rest_shows()
    {
        var (account, renewal) = await RenewalAsync();
        await renewals.TellAsync(new PlanProgressed(account, Guid.NewGuid(), 0.4m, 2, 5));
        await renewals.TellAsync(
            new ValueConfirmed(
                account,
                Guid.NewGuid(),
                Guid.NewGuid(),
                "30 % faster",
                new Money(1_000, "EUR"),
                "their CFO"
            )
        );
        await renewals.TellAsync(new OpenRequestsChanged(account, 3, 1));
        await renewals.TellAsync(new ReviewHeld(account, Guid.NewGuid(), "qbr", renewals.Today, true, GutCheck: 4));
        await renewals.TellAsync(
            new ReviewHeld(account, Guid.NewGuid(), "qbr", renewals.Today.AddDays(-90), true, GutCheck: 2)
        );
        await renewals.TellAsync(
            new HealthScoreChanged(account, 2, 31, 70, HealthBand.Red, HealthBand.Yellow, [], "smb", 1)
        );
        await _ops.PostAsync(
            $"/v1/renewals/{renewal}/gut-check",
            new
            {
                answer = "unsure",
                contactId = Guid.NewGuid(),
                saidOn = renewals.Today,
            }
        );
        await _ops.PostAsync(
            "/v1/risks",
            new
            {
                accountId = account,
                category = "product_issue",
                cause = "Crashes",
            }
        );
        var rest = await Eventually.GetAsync(
            () => _ops.OnlyRenewalAsync(account),
            it =>
                it.GetProperty("confirmedClaims").GetInt32() == 1
                && it.GetProperty("openRequests").GetInt32() == 3
                && new[] { "planProgress", "reviewGutCheck", "healthScore" }.All(name =>
                    it.TryGetProperty(name, out _)
                ),
            "all is told"
        );

        var client = new V1.RenewalsService.RenewalsServiceClient(
            renewals.ChannelFor("partner", "key:1", "renewals:read")
        );
        var grpc = (
            await client.BatchGetAccountRenewalsAsync(
                new V1.BatchGetAccountRenewalsRequest { AccountIds = { account.ToString() } }
            )
        )
            .Accounts[0]
            .Next;

        (grpc.HealthScore, grpc.HealthBand, grpc.OpenRisks).ShouldBe(
            ((double)rest.Number("healthScore"), rest.Text("healthBand"), rest.GetProperty("openRisks").GetInt32())
        );
        (grpc.PlanProgress, grpc.OverdueMilestones, grpc.ConfirmedClaims).ShouldBe((0.4, 2, 1));
        (grpc.ConfirmedValue, grpc.OpenRequests, grpc.UnansweredRequests).ShouldBe(("1000.00", 3, 1));
        (grpc.GutCheck, grpc.GutCheckOn, grpc.ReviewGutCheckAnswer, grpc.ReviewGutCheckOn).ShouldBe(
            ("unsure", renewals.Today.Iso(), "renew", renewals.Today.Iso())
        );
        (
            rest.Text("gutCheck"),
            rest.Text("reviewGutCheck"),
            rest.Text("reviewGutCheckOn"),
            rest.Number("planProgress")
        ).ShouldBe(("unsure", "renew", renewals.Today.Iso(), 0.4m));
    }

    [Fact]
    public async Task A_sponsors_gut_check_stands_beside_the_likelihoods_and_changes_none()
    {
        var (account, renewal) = await RenewalAsync();
        var before = (await _ops.OnlyRenewalAsync(account)).GetProperty("likelihoods").ToString();
        var sponsor = Guid.NewGuid();

        await _ops.PostAsync(
            $"/v1/renewals/{renewal}/gut-check",
            new
            {
                answer = "unsure",
                contactId = sponsor,
                saidOn = renewals.Today,
                note = "Depends on the budget.",
            }
        );

        var seen = await _ops.OnlyRenewalAsync(account);
        (
            seen.Text("gutCheck"),
            seen.GetProperty("gutCheckContact").GetGuid(),
            seen.GetProperty("likelihoods").ToString()
        ).ShouldBe(("unsure", sponsor, before));
        var future = await _ops.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/renewals/{renewal}/gut-check",
            new
            {
                answer = "renew",
                contactId = sponsor,
                saidOn = renewals.Today.AddDays(2),
            },
            "*"
        );
        (await future.ProblemAsync()).Type.ShouldBe("validation");
    }

    [Fact]
    public async Task Feedback_that_waits_past_its_due_time_opens_one_risk_however_many_steps_are_late()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        var loop = Guid.NewGuid();
        await renewals.TellAsync(new LoopOverdue(account, loop, "thank", "carla", renewals.Clock.GetUtcNow()));
        var late = new LoopOverdue(account, loop, "act", "carla", renewals.Clock.GetUtcNow());
        await renewals.TellAsync(late);
        await Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { late.EventId }
                ),
            "the second step is told"
        );

        var risk = (await _ops.ReadAsync($"/v1/risks?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (risk.Text("category"), risk.Text("owner")).ShouldBe(("product_issue", "carla"));
    }

    [Fact]
    public async Task A_roadmap_over_several_quarters_is_agreed_with_the_champion()
    {
        var account = await renewals.AccountAsync();
        await _ops.PostAsync(
            "/v1/expansions/roadmap",
            new
            {
                accountId = account,
                quarter = "2027-Q3",
                step = "Second region",
                arr = 5_000,
            }
        );
        var roadmap = await _ops.PostAsync(
            "/v1/expansions/roadmap",
            new
            {
                accountId = account,
                quarter = "2027-Q1",
                step = "Finance team",
                arr = 2_000,
                champion = "Their head of IT",
                agreedOn = renewals.Today,
            }
        );

        roadmap
            .EnumerateArray()
            .Select(it => (it.Text("quarter"), it.Text("step")))
            .ShouldBe([("2027-Q1", "Finance team"), ("2027-Q3", "Second region")]);
        (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/expansions/roadmap",
                new
                {
                    accountId = account,
                    quarter = "next year",
                    step = "More",
                }
            )
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private async Task<(Guid Account, Guid Renewal)> RenewalAsync()
    {
        var account = await renewals.AccountAsync();
        await _ops.SignAsync(account, renewals.Today.AddDays(-100), renewals.Today.AddDays(200), 1_000);
        return (account, (await _ops.OnlyRenewalAsync(account)).Id());
    }
}
