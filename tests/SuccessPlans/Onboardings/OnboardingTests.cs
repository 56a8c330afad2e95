using System.Net;
using Platform.Contracts.Accounts;
using Platform.Contracts.SuccessPlans;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Onboardings;

public sealed class OnboardingTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task A_signed_contract_opens_onboarding_from_the_template_of_the_accounts_segment()
    {
        var account = await service.AccountAsync("carla", "enterprise");
        var signed = await service.SignAsync(account);
        await service.TellAsync(signed);
        await service.SignAsync(account);

        var onboarding = await service.OpenedAsync(account);
        (onboarding.Text("segment"), onboarding.Text("stage"), onboarding.Text("status")).ShouldBe(
            ("enterprise", "Kickoff", "open")
        );
        var milestones = onboarding.List("milestones");
        milestones
            .Select(m => m.Text("key"))
            .ShouldBe(["kickoff", "sso_enabled", "data_imported", "first_automation", "active_users", "handed_over"]);
        milestones[4].Text("name").ShouldBe("25 active users");
        onboarding.List("checkIns").Count(c => c.Text("kind") == "executive_check_in").ShouldBe(2);
        onboarding
            .List("tracks")
            .Select(t => (t.Text("track"), (int)t.Number("of")))
            .ShouldBe([("admin", 3), ("end_user", 1)]);
        (await _ops.ReadAsync($"/v1/onboardings?accountId={account}")).List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Neither_a_renewal_of_an_old_customer_nor_an_old_contract_written_down_late_opens_onboarding()
    {
        var (old, late) = (await service.AccountAsync(), await service.AccountAsync());
        await service.TellAsync(
            new AccountChanged(
                old,
                2,
                KnownAccounts.Snapshot("Old", "smb", null, new Dictionary<string, string>()) with
                {
                    CustomerSince = service.Today.AddYears(-2),
                },
                ["customerSince"]
            )
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select customer_since is not null from account_copy where account_id = @old",
                    new { old }
                )!,
            "known since when"
        );
        await service.SignAsync(old);
        await service.SignAsync(late, service.Today.AddDays(-91));
        var newest = await service.AccountAsync();
        await service.SignAsync(newest);

        await service.OpenedAsync(newest);
        foreach (var account in new[] { old, late })
            await (await _ops.GetAsync($"/v1/accounts/{account}/onboarding")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_segment_decided_after_the_contract_brings_its_template_while_nothing_was_done()
    {
        var account = await service.AccountAsync(size: null);
        await service.SignAsync(account);
        (await service.OpenedAsync(account)).Text("segment").ShouldBe("default");

        await service.TellAsync(
            new AccountChanged(
                account,
                2,
                KnownAccounts.Snapshot("Grown", "enterprise", null, new Dictionary<string, string>()),
                ["size"]
            )
        );

        var fitted = await Eventually.GetAsync(
            () => _ops.ReadAsync($"/v1/accounts/{account}/onboarding"),
            o => o.Text("segment") == "enterprise",
            "planned anew"
        );
        fitted.List("milestones").Select(m => m.Text("key")).ShouldContain("sso_enabled");
        await service.CompleteAsync(fitted, "kickoff");
        await service.TellAsync(
            new AccountChanged(
                account,
                3,
                KnownAccounts.Snapshot("Grown", "smb", null, new Dictionary<string, string>()),
                ["size"]
            )
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select size = 'smb' from account_copy where account_id = @account",
                    new { account }
                )!,
            "heard"
        );
        (await _ops.ReadAsync($"/v1/accounts/{account}/onboarding")).Text("segment").ShouldBe("enterprise");
    }

    [Fact]
    public async Task The_first_segment_of_the_account_decides_its_onboarding_and_a_segment_entered_later_still_does()
    {
        var segment = "seg-" + Guid.NewGuid().ToString("N");
        await service.EnterAsync(await service.AccountAsync(), segment);
        var milestone = new
        {
            key = "only_this",
            name = "Only this",
            side = "ours",
            dueInBusinessDays = 3,
        };
        var template = await (
            await _ops.SendJsonAsync(
                HttpMethod.Put,
                $"/v1/onboardings/templates/{segment}",
                new { stages = new[] { new { name = "One", milestones = new[] { milestone } } } }
            )
        ).JsonAsync();
        template.Number("rank").ShouldBe(0);
        var account = await service.AccountAsync(size: "enterprise");
        await service.SignAsync(account);
        (await service.OpenedAsync(account)).Text("segment").ShouldBe("enterprise");

        await service.EnterAsync(account, segment);

        var refitted = await Eventually.GetAsync(
            () => _ops.ReadAsync($"/v1/accounts/{account}/onboarding"),
            o => o.Text("segment") == segment,
            "planned anew"
        );
        refitted.List("milestones").Single().Text("key").ShouldBe("only_this");
        refitted.List("checkIns").ShouldContain(c => c.Text("kind") == "executive_check_in");
    }

    [Fact]
    public async Task The_sponsor_touchpoint_needs_a_senior_sponsor_and_who_came_is_recorded()
    {
        var account = await service.AccountAsync(size: "enterprise");
        var (user, sponsor) = (
            await service.ContactAsync(account, "Uma User", "director", "champion"),
            await service.ContactAsync(account, "Eve Executive", "executive")
        );
        await service.SignAsync(account);
        var onboarding = await service.OpenedAsync(account);
        var touchpoint = onboarding.List("checkIns").Single(c => c.Text("kind") == "sponsor_touchpoint").Id();
        Task<HttpResponseMessage> RecordAsync(params Guid[] attendees) =>
            _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/onboardings/{onboarding.Id()}/check-ins/{touchpoint}/record",
                new
                {
                    status = "green",
                    summary = "On track",
                    attendees,
                }
            );

        (await (await RecordAsync(user)).ProblemAsync(409, "onboarding/sponsor-missing"))
            .Text("detail")
            .ShouldContain("executive_sponsor");
        (await (await RecordAsync(sponsor, Guid.NewGuid())).ProblemAsync(400))
            .GetProperty("errors")
            .TryGetProperty("attendees[1]", out _)
            .ShouldBeTrue();
        var recorded = (await (await RecordAsync(user, sponsor)).JsonAsync())
            .List("checkIns")
            .Single(c => c.Id() == touchpoint);
        recorded.List("attendees").Count.ShouldBe(2);
        await (await RecordAsync(sponsor)).ProblemAsync(409, "onboarding/check-in-held");
    }

    [Fact]
    public async Task The_last_milestone_ends_onboarding_which_asks_for_its_exit_survey_and_shows_in_the_funnel()
    {
        using var over = await service.ListenToAsync<OnboardingCompleted>();
        var account = await service.AccountAsync();
        await service.SignAsync(account);
        var onboarding = await service.OpenedAsync(account);
        service.Clock.Advance(TimeSpan.FromDays(2));
        onboarding = await service.CompleteAsync(onboarding, "kickoff");
        onboarding.Text("stage").ShouldBe("Set-up");
        onboarding.List("stages")[0].Text("leftOn").ShouldBe(service.Today.Iso());
        service.Clock.Advance(TimeSpan.FromDays(3));
        foreach (var key in new[] { "data_imported", "first_automation", "active_users" })
            onboarding = await service.CompleteAsync(onboarding, key);
        var handedOver = onboarding.Milestone("handed_over").Id();
        await _ops.PostAsync(
            $"/v1/onboardings/{onboarding.Id()}/milestones/{handedOver}/omission",
            new { reason = "The CSM was there from the start" }
        );

        (await over.FirstAsync(e => e.AccountId == account)).Days.ShouldBe(5);
        (await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}")).Text("status").ShouldBe("completed");
        await (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/onboardings/{onboarding.Id()}/milestones/{handedOver}/completion",
                new { }
            )
        ).ProblemAsync(409, "onboarding/not-open");
        var funnel = (await _ops.ReadAsync($"/v1/onboardings/funnel?segment=smb&from={onboarding.Text("openedOn")}"))
            .EnumerateArray()
            .Single();
        funnel.Number("completed").ShouldBeGreaterThanOrEqualTo(1);
        funnel.List("stages").Select(s => s.Text("stage")).ShouldBe(["Kickoff", "Set-up", "First value", "Adoption"]);
        funnel.List("stages")[0].Number("medianDays").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Another_date_needs_the_milestones_version_and_a_csm_changes_only_own_accounts()
    {
        var account = await service.AccountAsync("carla");
        await service.SignAsync(account);
        var onboarding = await service.OpenedAsync(account);
        var kickoff = onboarding.Milestone("kickoff");
        var path = $"/v1/onboardings/{onboarding.Id()}/milestones/{kickoff.Id()}";
        var body = new { dueOn = service.Today.AddDays(30), owner = "olaf" };
        var (carla, cyrus) = (service.ClientFor("csm", "carla"), service.ClientFor("csm", "cyrus"));

        (await cyrus.SendJsonAsync(HttpMethod.Patch, path, body, "\"1\"")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        await (await carla.SendJsonAsync(HttpMethod.Patch, path, body)).ProblemAsync(428);
        var changed = (await carla.PatchAsync(path, body, "\"1\"")).Milestone("kickoff");
        (changed.Text("owner"), changed.Text("dueOn")).ShouldBe(("olaf", service.Today.AddDays(30).Iso()));
        await (await carla.SendJsonAsync(HttpMethod.Patch, path, body, "\"1\"")).ProblemAsync(412, "lost-update");
        (await service.ClientFor("executive").SendJsonAsync(HttpMethod.Patch, path, body, "*")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (
            await service.ClientFor("partner", "key:1", "plans:read").GetAsync($"/v1/onboardings/{onboarding.Id()}")
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_template_or_first_value_that_makes_no_sense_is_refused_by_field()
    {
        var refused = await (
            await _ops.SendJsonAsync(
                HttpMethod.Put,
                "/v1/onboardings/templates/smb",
                new
                {
                    stages = new[]
                    {
                        new
                        {
                            name = "A",
                            milestones = new object[]
                            {
                                new
                                {
                                    key = "a",
                                    name = "",
                                    side = "theirs",
                                    dueInBusinessDays = -1,
                                },
                                new
                                {
                                    key = "a",
                                    name = "Again",
                                    side = "ours",
                                    track = "boss",
                                    dueInBusinessDays = 1,
                                },
                            },
                        },
                    },
                }
            )
        ).ProblemAsync(400);
        refused
            .GetProperty("errors")
            .EnumerateObject()
            .Select(e => e.Name)
            .Order()
            .ShouldBe([
                "stages[0].milestones[0].dueInBusinessDays",
                "stages[0].milestones[0].name",
                "stages[0].milestones[0].side",
                "stages[0].milestones[1].key",
                "stages[0].milestones[1].track",
            ]);
        await (
            await _ops.SendJsonAsync(HttpMethod.Put, "/v1/onboardings/first-value/x", new { actions = new[] { "one" } })
        ).ProblemAsync(400);
        await (
            await _ops.SendJsonAsync(
                HttpMethod.Put,
                "/v1/onboardings/first-value/x",
                new { actions = new[] { "a", "b", "c", "d" } }
            )
        ).ProblemAsync(400);
    }

    [Fact]
    public async Task An_erased_person_is_gone_from_check_ins_and_escalations()
    {
        var account = await service.AccountAsync();
        var sponsor = await service.ContactAsync(account, "Pia Person", "executive", "executive_sponsor");
        await service.SignAsync(account);
        var onboarding = await service.OpenedAsync(account);
        var weekly = onboarding.List("checkIns").First(c => c.Text("kind") == "weekly_status").Id();
        await _ops.PostAsync(
            $"/v1/onboardings/{onboarding.Id()}/check-ins/{weekly}/record",
            new
            {
                status = "red",
                summary = "Slow",
                attendees = new[] { sponsor },
            }
        );
        await _ops.PatchAsync(
            $"/v1/onboardings/{onboarding.Id()}/milestones/{onboarding.Milestone("kickoff").Id()}",
            new { owner = "Pia Person" }
        );
        await service.PassDaysAsync(30);
        (await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}")).ToString().ShouldContain(sponsor.ToString());
        using var erased = await service.ListenToAsync<ContactErased>();

        await service.TellAsync(new ContactErasureRequested(account, Guid.NewGuid(), sponsor, []));

        (await erased.FirstAsync(e => e.ContactId == sponsor)).RowsChanged.ShouldBeGreaterThanOrEqualTo(4);
        var after = (await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}")).ToString();
        after.ShouldNotContain(sponsor.ToString());
        after.ShouldNotContain("Pia");
    }
}
