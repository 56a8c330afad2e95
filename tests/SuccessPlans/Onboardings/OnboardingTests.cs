using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Contracts.SuccessPlans;
using Platform.SuccessPlans.Onboardings;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Onboardings;

public sealed class OnboardingTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task A_signed_contract_opens_onboarding_from_the_template_of_the_accounts_segment()
    {
        var account = await service.AccountAsync("carla", "enterprise");
        var signed = await SignAsync(account);
        await service.TellAsync(signed);
        await SignAsync(account);

        var onboarding = await OpenedAsync(account);
        (onboarding.Text("segment"), onboarding.Text("stage"), onboarding.Text("status")).ShouldBe(("enterprise", "Kickoff", "open"));
        var milestones = onboarding.List("milestones");
        milestones.Select(m => m.Text("key")).ShouldBe(["kickoff", "sso_enabled", "data_imported", "first_automation", "active_users", "handed_over"]);
        milestones[4].Text("name").ShouldBe("25 active users");
        onboarding.List("checkIns").Count(c => c.Text("kind") == "executive_check_in").ShouldBe(2);
        onboarding.List("tracks").Select(t => (t.Text("track"), (int)t.Number("of"))).ShouldBe([("admin", 3), ("end_user", 1)]);
        (await _ops.ReadAsync($"/v1/onboardings?accountId={account}")).List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Neither_a_renewal_of_an_old_customer_nor_an_old_contract_written_down_late_opens_onboarding()
    {
        var (old, late) = (await service.AccountAsync(), await service.AccountAsync());
        await service.TellAsync(new AccountChanged(old, 2, KnownAccounts.Snapshot("Old", "smb", null, new Dictionary<string, string>()) with { CustomerSince = service.Today.AddYears(-2) }, ["customerSince"]));
        await Eventually.HoldsAsync(() => service.Database.ScalarAsync<bool>("select customer_since is not null from account_copy where account_id = @old", new { old })!, "known since when");
        await SignAsync(old);
        await SignAsync(late, service.Today.AddDays(-91));
        var newest = await service.AccountAsync();
        await SignAsync(newest);

        await OpenedAsync(newest);
        foreach (var account in new[] { old, late }) await (await _ops.GetAsync($"/v1/accounts/{account}/onboarding")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_segment_decided_after_the_contract_brings_its_template_while_nothing_was_done()
    {
        var account = await service.AccountAsync(size: null);
        await SignAsync(account);
        (await OpenedAsync(account)).Text("segment").ShouldBe("default");

        await service.TellAsync(new AccountChanged(account, 2, KnownAccounts.Snapshot("Grown", "enterprise", null, new Dictionary<string, string>()), ["size"]));

        var fitted = await Eventually.GetAsync(() => _ops.ReadAsync($"/v1/accounts/{account}/onboarding"), o => o.Text("segment") == "enterprise", "planned anew");
        fitted.List("milestones").Select(m => m.Text("key")).ShouldContain("sso_enabled");
        await CompleteAsync(fitted, "kickoff");
        await service.TellAsync(new AccountChanged(account, 3, KnownAccounts.Snapshot("Grown", "smb", null, new Dictionary<string, string>()), ["size"]));
        await Eventually.HoldsAsync(() => service.Database.ScalarAsync<bool>("select size = 'smb' from account_copy where account_id = @account", new { account })!, "heard");
        (await _ops.ReadAsync($"/v1/accounts/{account}/onboarding")).Text("segment").ShouldBe("enterprise");
    }

    [Fact]
    public async Task Usage_completes_milestones_and_time_to_first_value_runs_from_signature_to_the_last_critical_action()
    {
        using var completed = await Listening.ToAsync<MilestoneCompleted>(service);
        using var first = await Listening.ToAsync<FirstValueReached>(service);
        await _ops.PutAsync("/v1/onboardings/first-value/suite", new { actions = new[] { "data_import", "automation" } });
        var account = await service.AccountAsync();
        await SignAsync(account, service.Today.AddDays(-10));
        await OpenedAsync(account);
        service.Use.Add(account, "data_import", "u1", service.Today.AddDays(-8));
        await service.TellAsync(Moved(account));
        var imported = await Eventually.GetAsync(() => _ops.ReadAsync($"/v1/accounts/{account}/onboarding"), o => Milestone(o, "data_imported").Text("status") == "done", "usage completes the import");
        Milestone(imported, "data_imported").Flag("byTelemetry").ShouldBeTrue();
        Milestone(imported, "data_imported").Text("evidence").ShouldContain("1 events by 1 users");
        Milestone(imported, "active_users").Text("status").ShouldBe("open");
        imported.List("firstValues").ShouldBeEmpty();

        service.Use.Add(account, "automation", "u2", service.Today.AddDays(-3), times: 5);
        await service.TellAsync(Moved(account));

        var event_ = await first.FirstAsync(e => e.AccountId == account);
        (event_.Action, event_.DaysFromSignature).ShouldBe(("automation", 7));
        (await completed.FirstAsync(e => e.AccountId == account && e.Name == "First automation")).ByTelemetry.ShouldBeTrue();
        var view = await _ops.ReadAsync($"/v1/accounts/{account}/onboarding");
        view.Number("timeToFirstValueDays").ShouldBe(7);
        await service.TellAsync(Moved(account));
        await service.TurnAsync();
        first.Heard.Count(e => e.AccountId == account).ShouldBe(1);
    }

    [Fact]
    public async Task N_active_users_needs_n_distinct_users()
    {
        var account = await service.AccountAsync();
        await SignAsync(account);
        await OpenedAsync(account);
        foreach (var user in new[] { "u1", "u1", "u2" }) service.Use.Add(account, "reports", user, service.Today);
        await ReadUsageAsync(account);
        Milestone(await _ops.ReadAsync($"/v1/accounts/{account}/onboarding"), "active_users").Text("status").ShouldBe("open");
        service.Use.Add(account, "dashboards", "u3", service.Today);
        await ReadUsageAsync(account);
        Milestone(await _ops.ReadAsync($"/v1/accounts/{account}/onboarding"), "active_users").Text("status").ShouldBe("done");
    }

    [Fact]
    public async Task A_stalled_onboarding_escalates_from_csm_to_manager_to_both_sponsors_with_dates_and_recovers_by_progress()
    {
        using var stalled = await Listening.ToAsync<OnboardingStalled>(service);
        using var overdue = await Listening.ToAsync<MilestoneOverdue>(service);
        var account = await service.AccountAsync("carla");
        var sponsor = await service.ContactAsync(account, "Sue Sponsor", "executive", "executive_sponsor");
        await SignAsync(account);
        var onboarding = await OpenedAsync(account);

        await service.PassDaysAsync(7);
        var event_ = await stalled.FirstAsync(e => e.AccountId == account);
        (event_.Level, event_.Stage).ShouldBe(("csm", "Kickoff"));
        (await overdue.FirstAsync(e => e.AccountId == account)).Name.ShouldBe("Kickoff held");
        await service.PassDaysAsync(14);
        await stalled.FirstAsync(e => e.AccountId == account && e.Level == "sponsors");
        stalled.Heard.Where(e => e.AccountId == account).Select(e => e.Level).ShouldBe(["csm", "manager", "sponsors"]);
        await service.TurnAsync();

        onboarding = await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}");
        var ladder = onboarding.List("escalations");
        ladder.Select(e => e.Text("level")).ShouldBe(["csm", "manager", "sponsors"]);
        ladder[0].Text("ourPerson").ShouldBe("carla");
        ladder[2].GetProperty("contactId").GetGuid().ShouldBe(sponsor);
        ladder.Select(e => e.Text("dueOn")).ShouldBeInOrder();

        foreach (var key in new[] { "kickoff", "data_imported", "first_automation", "active_users" }) onboarding = await CompleteAsync(onboarding, key);
        IsStalled(onboarding).ShouldBeFalse();
        onboarding.List("escalations").ShouldAllBe(e => e.GetProperty("resolvedOn").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Onboarding_may_be_quiet_for_one_and_a_half_times_the_segments_median_time_in_the_stage()
    {
        object Milestone(string key) => new { key, name = key, side = "ours", dueInBusinessDays = 400 };
        var written = await _ops.PutAsync("/v1/onboardings/templates/mid_market", new { stages = new[] { new { name = "Slow stage", milestones = new[] { Milestone("slow") } }, new { name = "Rest", milestones = new[] { Milestone("rest") } } } });
        written.Number("version").ShouldBeGreaterThan(1);
        var pioneer = await service.AccountAsync(size: "mid_market");
        await SignAsync(pioneer);
        var onboarding = await OpenedAsync(pioneer);
        service.Clock.Advance(TimeSpan.FromDays(20));
        await CompleteAsync(onboarding, "slow");

        var follower = await service.AccountAsync(size: "mid_market");
        await SignAsync(follower);
        await OpenedAsync(follower);
        await service.PassDaysAsync(29);
        IsStalled(await _ops.ReadAsync($"/v1/accounts/{follower}/onboarding")).ShouldBeFalse();
        await service.PassDaysAsync(1);
        var quiet = await _ops.ReadAsync($"/v1/accounts/{follower}/onboarding");
        (IsStalled(quiet), quiet.Text("stallCause")).ShouldBe((true, "no_progress"));
    }

    [Fact]
    public async Task The_sponsor_touchpoint_needs_a_senior_sponsor_and_who_came_is_recorded()
    {
        var account = await service.AccountAsync(size: "enterprise");
        var (user, sponsor) = (await service.ContactAsync(account, "Uma User", "director", "champion"), await service.ContactAsync(account, "Eve Executive", "executive"));
        await SignAsync(account);
        var onboarding = await OpenedAsync(account);
        var touchpoint = onboarding.List("checkIns").Single(c => c.Text("kind") == "sponsor_touchpoint").Id();
        Task<HttpResponseMessage> RecordAsync(params Guid[] attendees) =>
            _ops.SendJsonAsync(HttpMethod.Post, $"/v1/onboardings/{onboarding.Id()}/check-ins/{touchpoint}/record", new { status = "green", summary = "On track", attendees });

        (await (await RecordAsync(user)).ProblemAsync(409, "onboarding/sponsor-missing")).Text("detail").ShouldContain("executive_sponsor");
        (await (await RecordAsync(sponsor, Guid.NewGuid())).ProblemAsync(400)).GetProperty("errors").TryGetProperty("attendees[1]", out _).ShouldBeTrue();
        var recorded = (await (await RecordAsync(user, sponsor)).JsonAsync()).List("checkIns").Single(c => c.Id() == touchpoint);
        recorded.List("attendees").Count.ShouldBe(2);
        await (await RecordAsync(sponsor)).ProblemAsync(409, "onboarding/check-in-held");
    }

    [Fact]
    public async Task The_last_milestone_ends_onboarding_which_asks_for_its_exit_survey_and_shows_in_the_funnel()
    {
        using var over = await Listening.ToAsync<OnboardingCompleted>(service);
        var account = await service.AccountAsync();
        await SignAsync(account);
        var onboarding = await OpenedAsync(account);
        service.Clock.Advance(TimeSpan.FromDays(2));
        onboarding = await CompleteAsync(onboarding, "kickoff");
        onboarding.Text("stage").ShouldBe("Set-up");
        onboarding.List("stages")[0].Text("leftOn").ShouldBe(service.Today.Iso());
        service.Clock.Advance(TimeSpan.FromDays(3));
        foreach (var key in new[] { "data_imported", "first_automation", "active_users" }) onboarding = await CompleteAsync(onboarding, key);
        var handedOver = Milestone(onboarding, "handed_over").Id();
        await _ops.PostAsync($"/v1/onboardings/{onboarding.Id()}/milestones/{handedOver}/omission", new { reason = "The CSM was there from the start" });

        (await over.FirstAsync(e => e.AccountId == account)).Days.ShouldBe(5);
        (await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}")).Text("status").ShouldBe("completed");
        await (await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/onboardings/{onboarding.Id()}/milestones/{handedOver}/completion", new { })).ProblemAsync(409, "onboarding/not-open");
        var funnel = (await _ops.ReadAsync($"/v1/onboardings/funnel?segment=smb&from={onboarding.Text("openedOn")}")).EnumerateArray().Single();
        funnel.Number("completed").ShouldBeGreaterThanOrEqualTo(1);
        funnel.List("stages").Select(s => s.Text("stage")).ShouldBe(["Kickoff", "Set-up", "First value", "Adoption"]);
        funnel.List("stages")[0].Number("medianDays").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Another_date_needs_the_milestones_version_and_a_csm_changes_only_own_accounts()
    {
        var account = await service.AccountAsync("carla");
        await SignAsync(account);
        var onboarding = await OpenedAsync(account);
        var kickoff = Milestone(onboarding, "kickoff");
        var path = $"/v1/onboardings/{onboarding.Id()}/milestones/{kickoff.Id()}";
        var body = new { dueOn = service.Today.AddDays(30), owner = "olaf" };
        var (carla, cyrus) = (service.ClientFor("csm", "carla"), service.ClientFor("csm", "cyrus"));

        (await cyrus.SendJsonAsync(HttpMethod.Patch, path, body, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await (await carla.SendJsonAsync(HttpMethod.Patch, path, body)).ProblemAsync(428);
        var changed = Milestone(await carla.PatchAsync(path, body, "\"1\""), "kickoff");
        (changed.Text("owner"), changed.Text("dueOn")).ShouldBe(("olaf", service.Today.AddDays(30).Iso()));
        await (await carla.SendJsonAsync(HttpMethod.Patch, path, body, "\"1\"")).ProblemAsync(412, "lost-update");
        (await service.ClientFor("executive").SendJsonAsync(HttpMethod.Patch, path, body, "*")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.ClientFor("partner", "key:1", "plans:read").GetAsync($"/v1/onboardings/{onboarding.Id()}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_template_or_first_value_that_makes_no_sense_is_refused_by_field()
    {
        var refused = await (await _ops.SendJsonAsync(HttpMethod.Put, "/v1/onboardings/templates/smb", new
        {
            stages = new[] { new { name = "A", milestones = new object[] { new { key = "a", name = "", side = "theirs", dueInBusinessDays = -1 }, new { key = "a", name = "Again", side = "ours", track = "boss", dueInBusinessDays = 1 } } } },
        })).ProblemAsync(400);
        refused.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(
            ["stages[0].milestones[0].dueInBusinessDays", "stages[0].milestones[0].name", "stages[0].milestones[0].side", "stages[0].milestones[1].key", "stages[0].milestones[1].track"]);
        await (await _ops.SendJsonAsync(HttpMethod.Put, "/v1/onboardings/first-value/x", new { actions = new[] { "one" } })).ProblemAsync(400);
        await (await _ops.SendJsonAsync(HttpMethod.Put, "/v1/onboardings/first-value/x", new { actions = new[] { "a", "b", "c", "d" } })).ProblemAsync(400);
    }

    [Fact]
    public async Task An_erased_person_is_gone_from_check_ins_and_escalations()
    {
        var account = await service.AccountAsync();
        var sponsor = await service.ContactAsync(account, "Pia Person", "executive", "executive_sponsor");
        await SignAsync(account);
        var onboarding = await OpenedAsync(account);
        var weekly = onboarding.List("checkIns").First(c => c.Text("kind") == "weekly_status").Id();
        await _ops.PostAsync($"/v1/onboardings/{onboarding.Id()}/check-ins/{weekly}/record", new { status = "red", summary = "Slow", attendees = new[] { sponsor } });
        await _ops.PatchAsync($"/v1/onboardings/{onboarding.Id()}/milestones/{Milestone(onboarding, "kickoff").Id()}", new { owner = "Pia Person" });
        await service.PassDaysAsync(30);
        (await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}")).ToString().ShouldContain(sponsor.ToString());
        using var erased = await Listening.ToAsync<ContactErased>(service);

        await service.TellAsync(new ContactErasureRequested(account, Guid.NewGuid(), sponsor, []));

        (await erased.FirstAsync(e => e.ContactId == sponsor)).RowsChanged.ShouldBeGreaterThanOrEqualTo(4);
        var after = (await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}")).ToString();
        after.ShouldNotContain(sponsor.ToString());
        after.ShouldNotContain("Pia");
    }

    private async Task<ContractSigned> SignAsync(Guid account, DateOnly? on = null)
    {
        var day = on ?? service.Today;
        var signed = new ContractSigned(account, Guid.NewGuid(), "C-1", day, day, day.AddYears(1), new Money(12_000m, "EUR"));
        await service.TellAsync(signed);
        return signed;
    }

    private async Task<JsonElement> OpenedAsync(Guid account)
    {
        await Eventually.HoldsAsync(async () => (await _ops.GetAsync($"/v1/accounts/{account}/onboarding")).IsSuccessStatusCode, "onboarding is open");
        return await _ops.ReadAsync($"/v1/accounts/{account}/onboarding");
    }

    private Task<JsonElement> CompleteAsync(JsonElement onboarding, string key) =>
        _ops.PostAsync($"/v1/onboardings/{onboarding.Id()}/milestones/{Milestone(onboarding, key).Id()}/completion", new { evidence = "Seen" });

    private static HealthScoreChanged Moved(Guid account) => new(account, 1, 50m, null, HealthBand.Yellow, null, [], "smb", 1);

    private Task ReadUsageAsync(Guid account) => service.Services.GetRequiredService<ReadTelemetry>().RunAsync(account, CancellationToken.None);

    private static JsonElement Milestone(JsonElement onboarding, string key) => onboarding.List("milestones").Single(m => m.Text("key") == key);

    private static bool IsStalled(JsonElement onboarding) => onboarding.TryGetProperty("stalledSince", out var since) && since.ValueKind == JsonValueKind.String;
}
