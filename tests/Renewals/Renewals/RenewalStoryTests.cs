using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.HealthScoring;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Renewals;

/// <summary>Contract signed → renewal opens → health falls → risk and plan → concession waits → LxL ask → contracted →
/// ledger, forecast and retrospective follow.</summary>
public sealed class RenewalStoryTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");
    private readonly HttpClient _csm = renewals.ClientFor("csm", "carla");
    private readonly HttpClient _manager = renewals.ClientFor("manager", "mara");

    [Fact]
    public async Task From_signature_to_contracted_renewal_everything_follows()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        var (start, end) = (renewals.Today.AddDays(-100), renewals.Today.AddDays(200));
        await _ops.SignAsync(account, start, end, 1_000);

        // The renewal, with its milestones at 120, 90 and 60 days.
        var renewal = await _csm.OnlyRenewalAsync(account);
        renewal.Amount("arrDue").ShouldBe(12_000);
        var milestones = (await _csm.ReadAsync($"/v1/renewals/{renewal.Id()}"))
            .GetProperty("milestones")
            .EnumerateArray()
            .ToList();
        milestones
            .Select(m =>
                (m.GetProperty("daysBefore").GetInt32(), m.Text("milestone"), m.Text("owner"), m.Text("dueOn"))
            )
            .ShouldBe([
                (120, "usage_benchmark", "carla", end.AddDays(-120).Iso()),
                (120, "outcome_recap", "carla", end.AddDays(-120).Iso()),
                (90, "pricing_review", "carla", end.AddDays(-90).Iso()),
                (60, "legal_redlines", "carla", end.AddDays(-60).Iso()),
            ]);

        // Health falls to red: a risk, one for the cause however often it is told.
        await TurnRedAsync(account, 2);
        await TurnRedAsync(account, 4);
        var risk = (await _csm.ReadAsync($"/v1/risks?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (risk.Text("category"), risk.Text("owner"), risk.Text("state")).ShouldBe(("value_gap", "carla", "open"));
        (
            await (
                await _csm.SendJsonAsync(HttpMethod.Post, $"/v1/risks/{risk.Id()}/state", new { to = "saving" }, "*")
            ).ProblemAsync()
        ).Type.ShouldBe("renewals/risk-state");
        await _csm.PostAsync($"/v1/risks/{risk.Id()}/plays", new { play = "roi-model", dueOn = end });
        renewals.Clock.Advance(TimeSpan.FromDays(3));
        await _csm.PostAsync(
            $"/v1/risks/{risk.Id()}/state",
            new { to = "plan_in_place", plan = "ROI model with the buyer." },
            "\"1\""
        );
        (await _csm.ReadAsync($"/v1/risks/{risk.Id()}"))
            .GetProperty("daysIn")
            .GetProperty("open")
            .GetInt32()
            .ShouldBe(3);

        // Three sources side by side; a commit against red health goes before leadership at 180 days.
        await _csm.PostAsync(
            $"/v1/renewals/{renewal.Id()}/call",
            new { call = "commit", reason = "The buyer said so." }
        );
        await renewals.PassDaysAsync(30);
        var seen = await _csm.OnlyRenewalAsync(account);
        var likelihoods = seen.GetProperty("likelihoods");
        (likelihoods.Text("health"), likelihoods.Text("call"), likelihoods.Text("stage")).ShouldBe(
            ("low", "high", "medium")
        );
        var review = (await _manager.ReadAsync("/v1/renewals/leadership-reviews?decided=false"))
            .EnumerateArray()
            .Single(r => r.GetProperty("renewalId").GetGuid() == renewal.Id());
        review.GetProperty("checkpoint").GetInt32().ShouldBe(180);

        // A concession above the CSM's ceiling waits; the requester can not approve it, two managers at once have one
        // effect.
        var concession = await _csm.PostAsync(
            "/v1/concessions",
            new
            {
                accountId = account,
                renewalId = renewal.Id(),
                arrEffect = 1_200,
                reason = "Budget cut.",
                expiresOn = end,
            }
        );
        (concession.Text("status"), concession.Number("percent"), concession.Number("accountNrrEffect")).ShouldBe(
            ("waiting", 10, -0.1m)
        );
        (
            await _csm.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/concessions/{concession.Id()}/decision",
                new { approve = true, reason = "Please." }
            )
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        var decisions = await Task.WhenAll(
            new[] { "mara", "marc" }.Select(manager =>
                renewals
                    .ClientFor("manager", manager)
                    .SendJsonAsync(
                        HttpMethod.Post,
                        $"/v1/concessions/{concession.Id()}/decision",
                        new { approve = true, reason = "Worth it." }
                    )
            )
        );
        decisions.Count(d => d.IsSuccessStatusCode).ShouldBe(1);
        (await decisions.Single(d => !d.IsSuccessStatusCode).ProblemAsync()).Type.ShouldBe(
            "renewals/concession-decided"
        );

        // The account is proposed for the line-by-line review; its ask comes back in the next session until it is done.
        var session = await _ops.PostAsync("/v1/lxl-sessions", new { quarter = "2098-Q1", heldOn = renewals.Today });
        Reasons(session, account).ShouldBe(["at_risk", "renewing"]);
        var ask = await _ops.PostAsync(
            $"/v1/lxl-sessions/{session.Id()}/asks",
            new
            {
                accountId = account,
                ask = "Call their CFO.",
                executive = "eva",
                owner = "carla",
                dueOn = end,
            }
        );
        var next = await _ops.PostAsync("/v1/lxl-sessions", new { quarter = "2098-Q2", heldOn = renewals.Today });
        next.GetProperty("asks").EnumerateArray().Select(a => a.Id()).ShouldContain(ask.Id());
        Reasons(next, account).ShouldContain("open_asks");
        await renewals
            .ClientFor("executive", "eva")
            .PostAsync($"/v1/lxl-sessions/asks/{ask.Id()}/completion", new { result = "Done." });
        (await _ops.PostAsync("/v1/lxl-sessions", new { quarter = "2098-Q3", heldOn = renewals.Today }))
            .GetProperty("asks")
            .EnumerateArray()
            .Select(a => a.Id())
            .ShouldNotContain(ask.Id());

        // The forecast of the period, kept as it was said.
        var period = $"from={end.AddDays(-5):yyyy-MM-dd}&to={end.AddDays(30):yyyy-MM-dd}";
        var forecast = (await _csm.ReadAsync($"/v1/forecasts?{period}")).GetProperty("figures");
        (forecast.Number("commit"), forecast.Number("weighted")).ShouldBe((12_000, 8_400));
        (await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/forecasts/snapshots?{period}")).EnsureSuccessStatusCode();

        // It renews at 900 instead of 1,000: that needs a reason, and reaches ledger, renewal-due family and accuracy.
        var line = (await _csm.ReadAsync($"/v1/subscriptions?accountId={account}")).GetProperty("items")[0].Id();
        var outcome = new
        {
            newTermEndsOn = end.AddYears(1),
            lines = new[] { new { subscriptionId = line, price = Calls.Price(900) } },
        };
        (
            await (
                await _csm.SendJsonAsync(HttpMethod.Post, $"/v1/renewals/{renewal.Id()}/outcome", outcome, "*")
            ).ProblemAsync()
        ).Type.ShouldBe("validation");
        var decided = await _csm.PostAsync(
            $"/v1/renewals/{renewal.Id()}/outcome",
            new
            {
                outcome.newTermEndsOn,
                outcome.lines,
                reasonCode = "price",
            }
        );
        (decided.Text("outcome"), decided.Amount("renewedArr")).ShouldBe(("contracted", 10_800));
        (
            await (
                await _csm.SendJsonAsync(HttpMethod.Post, $"/v1/renewals/{renewal.Id()}/outcome", outcome, "*")
            ).ProblemAsync()
        ).Type.ShouldBe("renewals/already-decided");

        var ledger = (await _csm.ReadAsync($"/v1/revenue/movements?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(m => (m.Text("kind"), m.Amount("delta"), m.Text("effectiveOn")));
        ledger.ShouldContain(("contraction", -100m, end.Iso()));
        var due = (await _csm.ReadAsync($"/v1/revenue/renewal-due?{period}"))[0].GetProperty("figures");
        (due.Number("grossRenewalRate"), due.Number("netRenewalRate"), due.Number("logoRenewalRate")).ShouldBe(
            (0.9m, 0.9m, 1m)
        );
        (await _csm.ReadAsync($"/v1/forecasts/accuracy?{period}"))
            .EnumerateArray()
            .ShouldAllBe(a =>
                !a.GetProperty("over").GetBoolean()
                && !Given(a, "actual")
                && !Given(a, "accuracy")
                && a.GetProperty("calls").GetInt32() == 0
            );
        await renewals.PassDaysAsync(end.DayNumber + 31 - renewals.Today.DayNumber);
        var accuracy = (await _csm.ReadAsync($"/v1/forecasts/accuracy?{period}"))
            .EnumerateArray()
            .Single(a => a.GetProperty("daysBefore").GetInt32() == 120);
        decimal.Round(accuracy.Number("accuracy"), 4).ShouldBe(0.7778m);
        decimal.Round(accuracy.Number("bias"), 4).ShouldBe(-0.2222m);
        (accuracy.Number("hitRate"), accuracy.GetProperty("calls").GetInt32()).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_loss_that_was_flagged_tells_how_long_before_and_one_that_never_was_is_a_surprise()
    {
        var (flagged, surprise) = (await renewals.AccountAsync(), await renewals.AccountAsync());
        var since = renewals.Today.AddDays(-30);
        foreach (var account in new[] { flagged, surprise })
            await _ops.SubscribeAsync(account, since, 100, renewals.Today.AddDays(20));
        await TurnRedAsync(flagged, 2);
        await renewals.PassDaysAsync(25);

        var retrospectives = (await _ops.ReadAsync("/v1/retrospectives")).EnumerateArray().ToList();
        var known = retrospectives.Single(r => r.GetProperty("accountId").GetGuid() == flagged);
        (
            known.GetProperty("surprise").GetBoolean(),
            known.GetProperty("wasRed").GetBoolean(),
            known.GetProperty("daysFlagged").GetInt32()
        ).ShouldBe((false, true, 20), "to the day of the loss, not to the day on which the books were turned");
        retrospectives
            .Single(r => r.GetProperty("accountId").GetGuid() == surprise)
            .GetProperty("surprise")
            .GetBoolean()
            .ShouldBeTrue();
        (await _ops.ReadAsync($"/v1/churn/figures?from={since:yyyy-MM-dd}&to={renewals.Today:yyyy-MM-dd}"))
            .Number("surpriseShare")
            .ShouldBe(0.5m);

        await _ops.PostAsync(
            $"/v1/retrospectives/{known.Id()}/conclusion",
            new
            {
                interview = "They never used it.",
                interviewedOn = renewals.Today,
                prevention = "Onboard again after the champion left.",
                actions = new[]
                {
                    new
                    {
                        action = "Watch first value",
                        owner = "carla",
                        dueOn = renewals.Today.AddDays(30),
                    },
                },
            }
        );
        (await _ops.ReadAsync($"/v1/retrospectives/{known.Id()}")).GetProperty("actions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_price_for_the_future_takes_effect_on_its_day()
    {
        var account = await renewals.AccountAsync();
        var subscription = await _ops.SubscribeAsync(account, renewals.Today, 100);
        await _ops.PostAsync(
            $"/v1/subscriptions/{subscription.Id()}/prices",
            new { from = renewals.Today.AddDays(10), price = Calls.Price(140) },
            "\"1\""
        );
        (await MrrAsync(account)).ShouldBe(100);
        await renewals.PassDaysAsync(10);
        (await MrrAsync(account)).ShouldBe(140);
    }

    [Fact]
    public async Task A_contract_that_renews_by_itself_renews_flat_and_its_next_renewal_opens()
    {
        var account = await renewals.AccountAsync();
        var end = renewals.Today.AddDays(10);
        await _ops.SignAsync(account, end.AddYears(-1), end, 100, autoRenew: true);
        await renewals.PassDaysAsync(10);

        var both = (await _ops.ReadAsync($"/v1/renewals?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        both.Select(r => (r.Text("endsOn"), r.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null))
            .ShouldBe([(end.Iso(), "renewed_flat"), (end.AddYears(1).Iso(), null)]);
        (await MrrAsync(account)).ShouldBe(100);
    }

    [Fact]
    public async Task Two_stage_changes_at_once_have_one_effect_and_the_other_is_told_so()
    {
        var account = await renewals.AccountAsync();
        await _ops.SignAsync(account, renewals.Today, renewals.Today.AddDays(300), 100);
        var renewal = await _ops.OnlyRenewalAsync(account);
        var answers = await Task.WhenAll(Move("engaged"), Move("proposed"));

        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        var refused = answers.Single(a => !a.IsSuccessStatusCode);
        refused.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var told = await refused.Content.ReadFromJsonAsync<JsonElement>();
        (told.Text("type"), told.GetProperty("currentVersion").GetInt32()).ShouldBe(("lost-update", 2));
        told.GetProperty("current")
            .Text("stage")
            .ShouldBe((await _ops.OnlyRenewalAsync(account)).Text("stage"), "what it has become");

        Task<HttpResponseMessage> Move(string stage) =>
            _ops.SendJsonAsync(HttpMethod.Post, $"/v1/renewals/{renewal.Id()}/stage", new { stage }, "\"1\"");
    }

    [Fact]
    public async Task Hygiene_lists_what_spoils_a_forecast()
    {
        var account = await renewals.AccountAsync(csm: "hygia");
        await _ops.SignAsync(account, renewals.Today, renewals.Today.AddDays(100), 100);
        var entry = (await _ops.ReadAsync("/v1/renewals/hygiene?owner=hygia")).EnumerateArray().ShouldHaveSingleItem();
        Findings(entry)
            .ShouldBe(
                ["milestone_overdue", "next_step_missing", "not_called"],
                "signed 100 days before its end, it comes too late for 120"
            );

        await _ops.PostAsync(
            $"/v1/renewals/{entry.GetProperty("renewal").Id()}/next-step",
            new { nextStep = "Send terms", on = renewals.Today.AddDays(2) }
        );
        await renewals.PassDaysAsync(3);
        Findings((await _ops.ReadAsync("/v1/renewals/hygiene?owner=hygia")).EnumerateArray().Single())
            .ShouldBe(["milestone_overdue", "next_step_overdue", "not_called"]);

        await renewals.PassDaysAsync(8);
        Findings((await _ops.ReadAsync("/v1/renewals/hygiene?owner=hygia")).EnumerateArray().Single())
            .ShouldBe(["milestone_overdue", "next_step_overdue", "not_called"]);
        var renewal = entry.GetProperty("renewal").Id();
        var milestones = (await _ops.ReadAsync($"/v1/renewals/{renewal}"))
            .GetProperty("milestones")
            .EnumerateArray()
            .ToList();
        milestones
            .Select(m => (m.Text("milestone"), m.GetProperty("overdue").GetBoolean()))
            .ShouldBe([
                ("usage_benchmark", true),
                ("outcome_recap", true),
                ("pricing_review", true),
                ("legal_redlines", false),
            ]);
        foreach (var late in milestones.Take(3))
            await _ops.PostAsync($"/v1/renewals/{renewal}/milestones/{late.Id()}/completion", new { note = "Done" });
        (await _ops.ReadAsync($"/v1/renewals/{renewal}"))
            .GetProperty("milestones")
            .EnumerateArray()
            .ShouldAllBe(m => !m.GetProperty("overdue").GetBoolean());
        Findings((await _ops.ReadAsync("/v1/renewals/hygiene?owner=hygia")).EnumerateArray().Single())
            .ShouldBe(["next_step_overdue", "not_called"]);

        static IEnumerable<string?> Findings(JsonElement e) =>
            e.GetProperty("findings").EnumerateArray().Select(f => f.GetString());
    }

    private static bool Given(JsonElement of, string property) =>
        of.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null;

    private async Task TurnRedAsync(Guid account, int version)
    {
        HealthDriver[] drivers = [new("adoption", 22, "adoption-play")];
        await renewals.TellAsync(
            new HealthScoreChanged(account, version, 31, 70, HealthBand.Red, HealthBand.Yellow, drivers, "smb", 1)
        );
        await renewals.TellAsync(
            new HealthBandChanged(account, version, HealthBand.Yellow, HealthBand.Red, 31, drivers)
        );
        await Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from account_band where account_id = @account and version = @version) "
                        + "and exists (select from account_health where account_id = @account and version = @version)",
                    new { account, version }
                ),
            "the red band arrived"
        );
    }

    private async Task<decimal> MrrAsync(Guid account) =>
        await renewals.Database.ScalarAsync<decimal>(
            "select mrr from account_revenue where account_id = @account",
            new { account }
        );

    private static IEnumerable<string?> Reasons(JsonElement session, Guid account) =>
        session
            .GetProperty("accounts")
            .EnumerateArray()
            .Single(a => a.GetProperty("accountId").GetGuid() == account)
            .GetProperty("reasons")
            .EnumerateArray()
            .Select(r => r.GetString());
}
