using System.Net;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Risks;

public sealed class RiskTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task A_champion_who_leaves_opens_one_risk()
    {
        var (account, contact) = (await renewals.AccountAsync(), Guid.NewGuid());
        await renewals.TellAsync(new ContactLeft(account, contact, 2, ["champion", "admin"], "director", "it"));
        await renewals.TellAsync(new ContactLeft(account, contact, 3, ["champion", "admin"], "director", "it"));
        await renewals.TellAsync(new ContactLeft(account, Guid.NewGuid(), 2, ["end_user"], null, null));

        var risk = await Eventually.GetAsync(
            async () => (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items"),
            r => r.GetArrayLength() > 0,
            "a risk"
        );
        await Eventually.HoldsAsync(
            async () =>
                await renewals.Database.ScalarAsync<int>(
                    "select count(*)::int from messaging.inbox_message where consumer like '%champion%'"
                ) >= 3,
            "all three messages were handled"
        );
        risk = (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items");
        risk.GetArrayLength().ShouldBe(1);
        (risk[0].Text("category"), risk[0].Text("cause")).ShouldBe(
            ("champion_turnover", "The champion left the customer")
        );
    }

    [Fact]
    public async Task A_power_user_who_departed_opens_a_risk()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await renewals.TellAsync(
            new PowerUserDeparted(account, "u-17", 0.4m, 1, renewals.Today.AddDays(-20), false, [])
        );
        var risk = await Eventually.GetAsync(
            async () => (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items"),
            r => r.GetArrayLength() > 0,
            "a risk"
        );
        (risk[0].Text("category"), risk[0].Text("owner")).ShouldBe(("champion_turnover", "carla"));
    }

    [Fact]
    public async Task Each_category_has_a_play_and_a_risk_takes_only_its_own()
    {
        var plays = (await _ops.ReadAsync("/v1/risks/plays")).EnumerateArray().ToList();
        plays
            .Select(p => p.Text("category"))
            .Distinct()
            .ShouldBe(
                ["value_gap", "champion_turnover", "product_issue", "budget_pressure", "compliance_security"],
                ignoreOrder: true
            );

        var risk = await RiskAsync(await renewals.AccountAsync());
        (
            await (
                await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    $"/v1/risks/{risk}/plays",
                    new { play = "roi-model", dueOn = renewals.Today }
                )
            ).ProblemAsync()
        ).Type.ShouldBe("validation");
        (await _ops.PostAsync($"/v1/risks/{risk}/plays", new { play = "remediation-plan", dueOn = renewals.Today }))
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_play_can_be_done_and_keeps_what_came_of_it()
    {
        var risk = await RiskAsync(await renewals.AccountAsync());
        var path = $"/v1/risks/{risk}/plays/remediation-plan/completion";
        (await _ops.SendJsonAsync(HttpMethod.Post, path, new { result = "Mended" })).StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "it was not started"
        );
        await _ops.PostAsync(
            $"/v1/risks/{risk}/plays",
            new { play = "remediation-plan", dueOn = renewals.Today.AddDays(9) }
        );
        await _ops.PostAsync(path, new { result = "All defects are mended" });

        var play = (await _ops.ReadAsync($"/v1/risks/{risk}"))
            .GetProperty("plays")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (play.Text("play"), play.Text("dueOn"), play.Text("doneBy"), play.Text("result")).ShouldBe(
            ("remediation-plan", renewals.Today.AddDays(9).Iso(), "olga", "All defects are mended")
        );
        play.GetProperty("doneAt")
            .GetDateTimeOffset()
            .ShouldBeInRange(renewals.Clock.GetUtcNow().AddMinutes(-1), renewals.Clock.GetUtcNow());
        (
            await (await _ops.SendJsonAsync(HttpMethod.Post, path, new { result = "Twice" })).ProblemAsync()
        ).Type.ShouldBe("renewals/play-done");
    }

    [Fact]
    public async Task The_notes_of_a_war_rooms_meetings_can_be_read()
    {
        var account = await renewals.AccountAsync();
        var room = (
            await _ops.PostAsync(
                "/v1/war-rooms",
                new
                {
                    accountId = account,
                    owner = "olga",
                    purpose = "Save it",
                    rhythmDays = 2,
                    exitCriteria = new[] { "Named" },
                }
            )
        ).Id();
        await _ops.PostAsync(
            $"/v1/war-rooms/{room}/meetings",
            new { heldOn = renewals.Today.AddDays(-1), notes = "We begin." }
        );
        await _ops.PostAsync($"/v1/war-rooms/{room}/meetings", new { heldOn = renewals.Today, notes = "We go on." });

        (await _ops.ReadAsync($"/v1/war-rooms/{room}/meetings"))
            .EnumerateArray()
            .Select(m => (m.Text("heldOn"), m.Text("notes"), m.Text("recordedBy")))
            .ShouldBe([
                (renewals.Today.Iso(), "We go on.", "olga"),
                (renewals.Today.AddDays(-1).Iso(), "We begin.", "olga"),
            ]);
        (await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/war-rooms/{Guid.NewGuid()}/meetings")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_risk_goes_step_by_step_to_recovered_keeps_its_days_and_then_moves_no_more()
    {
        var risk = await RiskAsync(await renewals.AccountAsync());
        (await (await MoveAsync("saving")).ProblemAsync()).ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe(409),
            p => p.Type.ShouldBe("renewals/risk-state")
        );
        (await (await MoveAsync("plan_in_place")).ProblemAsync()).Type.ShouldBe(
            "validation",
            "a plan has to be written down"
        );
        renewals.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var (to, plan) in new[] { ("plan_in_place", "Fix the crash."), ("saving", null), ("recovered", null) })
            (await MoveAsync(to, plan)).EnsureSuccessStatusCode();

        var seen = await _ops.ReadAsync($"/v1/risks/{risk}");
        (seen.GetProperty("risk").Text("state"), seen.GetProperty("daysIn").GetProperty("open").GetInt32()).ShouldBe(
            ("recovered", 2)
        );
        (await (await MoveAsync("lost")).ProblemAsync()).Type.ShouldBe("renewals/risk-state");

        Task<HttpResponseMessage> MoveAsync(string to, string? plan = null) =>
            _ops.SendJsonAsync(HttpMethod.Post, $"/v1/risks/{risk}/state", new { to, plan }, "*");
    }

    [Fact]
    public async Task Two_approvals_at_once_have_one_effect_and_the_other_is_told_so()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await _ops.SubscribeAsync(account, renewals.Today, 1_000);
        var asked = await renewals
            .ClientFor("csm", "carla")
            .PostAsync(
                "/v1/concessions",
                new
                {
                    accountId = account,
                    arrEffect = 1_200,
                    reason = "Budget",
                    expiresOn = renewals.Today.AddDays(30),
                }
            );
        asked.Text("status").ShouldBe("waiting", "10 % are above what a CSM grants");

        var answers = await Task.WhenAll(
            new[] { true, false }.Select(approve =>
                renewals
                    .ClientFor("manager", approve ? "mara" : "marc")
                    .SendJsonAsync(
                        HttpMethod.Post,
                        $"/v1/concessions/{asked.Id()}/decision",
                        new { approve, reason = "So be it." }
                    )
            )
        );

        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        (await answers.Single(a => !a.IsSuccessStatusCode).ProblemAsync()).ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe(409),
            p => p.Type.ShouldBe("renewals/concession-decided")
        );
        (await _ops.ReadAsync($"/v1/concessions?accountId={account}"))[0]
            .Text("status")
            .ShouldBe(answers[0].IsSuccessStatusCode ? "approved" : "refused");
    }

    private async Task<Guid> RiskAsync(Guid account) =>
        (
            await _ops.PostAsync(
                "/v1/risks",
                new
                {
                    accountId = account,
                    category = "product_issue",
                    cause = "Crashes",
                }
            )
        ).Id();

    [Fact]
    public async Task An_unpaid_invoice_past_its_date_opens_a_risk_and_counts_as_overdue()
    {
        var (account, _) = (await renewals.AccountAsync(), 0);
        var import = new V1.RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var invoice = new V1.InvoiceRow
        {
            Line = 1,
            Source = "erp",
            ExternalId = account.ToString(),
            Account = account.ToString(),
            Amount = "250.00",
            IssuedOn = renewals.Today.Iso(),
            DueOn = renewals.Today.AddDays(5).Iso(),
        };
        (await import.UpsertInvoicesAsync(new V1.UpsertInvoicesRequest { Rows = { invoice } }))
            .Results[0]
            .Outcome.ShouldBe(V1.RowResult.Types.Outcome.Inserted);
        (await import.UpsertInvoicesAsync(new V1.UpsertInvoicesRequest { Rows = { invoice } }))
            .Results[0]
            .Outcome.ShouldBe(V1.RowResult.Types.Outcome.Unchanged);
        await renewals.PassDaysAsync(6);

        (await _ops.ReadAsync($"/v1/risks?accountId={account}"))
            .GetProperty("items")[0]
            .Text("category")
            .ShouldBe("budget_pressure");
        var id = (await _ops.ReadAsync($"/v1/invoices?accountId={account}")).GetProperty("items")[0].Id();
        var paid = await _ops.PostAsync($"/v1/invoices/{id}/payment", new { paidOn = renewals.Today });
        paid.Text("status").ShouldBe("paid");
        (
            await (
                await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/invoices/{id}/payment", new { paidOn = renewals.Today })
            ).ProblemAsync()
        ).Type.ShouldBe("renewals/invoice-not-open");
    }

    [Fact]
    public async Task A_war_room_can_not_be_closed_while_its_exit_criteria_are_unmet()
    {
        var account = await renewals.AccountAsync();
        var room = await _ops.PostAsync(
            "/v1/war-rooms",
            new
            {
                accountId = account,
                owner = "olga",
                purpose = "Save it",
                rhythmDays = 2,
                exitCriteria = new[] { "Sponsor named", "Outage fixed" },
            }
        );
        var criteria = room.GetProperty("criteria").EnumerateArray().Select(c => c.Id()).ToList();
        await _ops.PostAsync(
            $"/v1/war-rooms/{room.Id()}/criteria/{criteria[0]}/met",
            new { metOn = renewals.Today, evidence = "Mail of today" }
        );

        var refused = await (
            await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/war-rooms/{room.Id()}/closing", new { })
        ).ProblemAsync();
        refused.ShouldBe((409, "renewals/criteria-unmet", "Still unmet: Outage fixed."));

        await _ops.PostAsync(
            $"/v1/war-rooms/{room.Id()}/criteria/{criteria[1]}/met",
            new { metOn = renewals.Today, evidence = "Status page" }
        );
        (await _ops.PostAsync($"/v1/war-rooms/{room.Id()}/closing", new { }))
            .TryGetProperty("closedAt", out _)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_concession_within_the_ceiling_is_granted_at_once_and_expires_by_itself()
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, renewals.Today, 1_000);
        var concession = await _ops.PostAsync(
            "/v1/concessions",
            new
            {
                accountId = account,
                arrEffect = 600,
                reason = "Pilot",
                expiresOn = renewals.Today.AddDays(7),
            }
        );
        (concession.Text("status"), concession.Number("percent")).ShouldBe(("approved", 5));
        await renewals.PassDaysAsync(7);
        (await _ops.ReadAsync($"/v1/concessions?accountId={account}"))[0].Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task A_csm_writes_only_to_own_accounts_executives_read_and_partners_need_the_scope()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        var body = new
        {
            accountId = account,
            category = "product_issue",
            cause = "Crashes",
        };
        (
            await renewals.ClientFor("csm", "cyrus").SendJsonAsync(HttpMethod.Post, "/v1/risks", body)
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await renewals.ClientFor("csm", "carla").SendJsonAsync(HttpMethod.Post, "/v1/risks", body)
        ).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await renewals.ClientFor("executive").SendJsonAsync(HttpMethod.Get, "/v1/risks")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await renewals.ClientFor("executive").SendJsonAsync(HttpMethod.Post, "/v1/risks", body)).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (
            await renewals.ClientFor("partner", "key:1", "accounts:read").SendJsonAsync(HttpMethod.Get, "/v1/risks")
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await renewals.ClientFor("partner", "key:1", "renewals:read").SendJsonAsync(HttpMethod.Get, "/v1/risks")
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
