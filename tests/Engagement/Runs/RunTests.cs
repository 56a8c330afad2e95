using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Engagement.Tests.Playbooks;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Runs;

/// <summary>What starts a run, brings it on and ends it.</summary>
public sealed class RunTests(EngagementUnderTest engagement)
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    [Fact]
    public async Task A_published_event_starts_a_run_where_its_condition_holds_once_for_each_key()
    {
        var (account, other) = (await engagement.AccountAsync("mira"), await engagement.AccountAsync("mira"));
        var (_, key) = await _ops.LiveAsync(
            new
            {
                trigger = new
                {
                    @event = "renewals.risk-opened.v1",
                    when = "event.category = 'value_gap' and event.arr_at_risk >= 1000",
                },
                entry = new { dedupe = new[] { "event.risk_id" } },
                steps = new[] { Definitions.Task("call", "Call about {{risk}}") },
            }
        );
        var risk = Risk(account, "value_gap", 5000m);
        await engagement.TellAsync(risk, Risk(other, "product_issue", 5000m), Risk(other, "value_gap", 10m));
        var run = await _ops.OnlyRunAsync(key);
        run.Id("accountId").ShouldBe(account);
        run.Text("trigger").ShouldBe("renewals.risk-opened.v1");
        (await engagement.ToldAsync<PlaybookStarted>(account, 1)).Single().Playbook.ShouldBe(key);

        // The same risk told again is the same key; another risk is another run.
        await engagement.TellAsync(risk with { EventId = Guid.NewGuid() }, Risk(account, "value_gap", 5000m));
        await Eventually.HoldsAsync(
            async () => (await _ops.ReadAsync($"/v1/runs?playbook={key}")).List("items").Count == 2,
            "two runs"
        );
    }

    [Fact]
    public async Task A_task_waits_in_the_inbox_and_doing_it_brings_the_run_to_its_end()
    {
        var account = await engagement.AccountAsync("nina-" + Guid.NewGuid().ToString("N")[..6]);
        var (playbook, key) = await _ops.LiveAsync(
            Definitions.OnRequest(
                Definitions.Task("call", "Call the champion", new { dueInDays = 2 }),
                new
                {
                    key = "rest",
                    type = "wait",
                    days = 3,
                },
                Definitions.Task("write", "Write a note", new { wait = false })
            )
        );
        var run = await _ops.StartAsync(playbook, account);
        var waiting = await _ops.UntilAsync(run, "waiting");
        waiting.Text("step").ShouldBe("call");
        waiting.Text("waitingFor").ShouldContain("Call the champion");
        waiting.Has("nextAt").ShouldBeTrue();

        var item = await ItemAsync(run);
        item.Text("title").ShouldBe("Call the champion");
        item.Has("dueAt").ShouldBeTrue();
        await _ops.PostAsync($"/v1/inbox/{item.Id()}/done", new { note = "she is happy" });
        await Eventually.GetAsync(() => _ops.RunAsync(run), it => it.Text("step") == "rest", "the wait is reached");

        engagement.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        var done = await _ops.UntilAsync(run, "done");
        done.Text("endReason").ShouldContain("All its steps");
        var steps = (await _ops.ReadAsync($"/v1/runs/{run}")).List("steps");
        steps
            .Select(step => (step.Text("step"), step.Text("outcome")))
            .ShouldBe([("call", "done"), ("rest", "done"), ("write", "done")]);
        (await engagement.ToldAsync<StepDone>(account, 3))
            .Select(told => told.Step)
            .ShouldBe(["call", "rest", "write"]);
        (await engagement.ToldAsync<PlaybookEnded>(account, 1)).Single().Outcome.ShouldBe("done");
    }

    [Fact]
    public async Task Two_starts_of_one_key_at_once_are_one_run()
    {
        var account = await engagement.AccountAsync("mira");
        var (playbook, _) = await _ops.LiveAsync(Definitions.OnRequest(Definitions.Task("call")));
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    _ops.SendJsonAsync(
                        HttpMethod.Post,
                        $"/v1/playbooks/{playbook}/runs",
                        new { accountId = account, reason = "at once" }
                    )
                )
        );
        answers.Count(answer => (int)answer.StatusCode == 201).ShouldBe(1);
        answers.Count(answer => (int)answer.StatusCode == 200).ShouldBe(7);
        var ids = new HashSet<Guid>();
        foreach (var answer in answers)
            ids.Add((await answer.JsonAsync()).Id());
        ids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_branch_goes_by_the_account_and_an_event_ends_a_wait()
    {
        var account = await engagement.AccountAsync("mira", size: "enterprise");
        var (playbook, _) = await _ops.LiveAsync(
            Definitions.OnRequest(
                Definitions.With(
                    new
                    {
                        key = "size",
                        type = "branch",
                        cases = new[] { new { when = "size = 'enterprise'", next = "large" } },
                        otherwise = "end",
                    },
                    null
                ),
                new
                {
                    key = "small",
                    type = "end",
                    reason = "too small",
                },
                new
                {
                    key = "large",
                    type = "wait",
                    @event = "renewals.invoice-paid.v1",
                    when = "event.amount > 100",
                    limitDays = 5,
                },
                new
                {
                    key = "end",
                    type = "end",
                    reason = "paid",
                }
            )
        );
        var run = await _ops.StartAsync(playbook, account);
        (await _ops.UntilAsync(run, "waiting")).Text("waitingFor").ShouldContain("invoice-paid");
        await engagement.TellAsync(Paid(account, 50m));
        await engagement.TellAsync(Paid(account, 500m));
        (await _ops.UntilAsync(run, "done")).Text("endReason").ShouldBe("paid");
    }

    [Fact]
    public async Task An_exit_ends_a_run_and_takes_back_what_waits_for_it()
    {
        var account = await engagement.AccountAsync("mira");
        var (playbook, _) = await _ops.LiveAsync(
            new
            {
                trigger = new { request = true },
                exit = new { when = "health_band = 'green'" },
                steps = new[] { Definitions.Task("call") },
            }
        );
        var run = await _ops.StartAsync(playbook, account);
        await _ops.UntilAsync(run, "waiting");
        var item = await ItemAsync(run);
        await engagement.TellAsync(Scored(account, 1, 90m, HealthBand.Green));
        (await _ops.UntilAsync(run, "exited")).Text("endReason").ShouldContain("health_band = 'green'");
        (await _ops.ReadAsync($"/v1/inbox/{item.Id()}")).GetProperty("item").Text("state").ShouldBe("done");
    }

    [Fact]
    public async Task A_paused_playbook_stops_its_steps_and_never_stops_listening()
    {
        var (waits, exits) = (await engagement.AccountAsync("mira"), await engagement.AccountAsync("mira"));
        var (playbook, _) = await _ops.LiveAsync(
            new
            {
                trigger = new { request = true },
                exit = new { events = new[] { "renewals.account-churned.v1" } },
                steps = new object[]
                {
                    new
                    {
                        key = "paid",
                        type = "wait",
                        @event = "renewals.invoice-paid.v1",
                        limitDays = 30,
                    },
                    Definitions.Task("call"),
                },
            }
        );
        var (first, second) = (await _ops.StartAsync(playbook, waits), await _ops.StartAsync(playbook, exits));
        await _ops.UntilAsync(first, "waiting");
        await _ops.UntilAsync(second, "waiting");
        await _ops.PostAsync($"/v1/playbooks/{playbook}/pause", new { });
        await engagement.TellAsync(
            Paid(waits, 5m),
            new AccountChurned(exits, Guid.NewGuid(), engagement.Today, new Money(1m, "EUR"), null)
        );
        await _ops.UntilAsync(second, "exited");
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select wake is not null from run where id = @first",
                    new { first }
                ),
            "the event was applied to the paused run"
        );
        var paused = await _ops.RunAsync(first);
        (paused.Text("state"), paused.Text("step")).ShouldBe(("paused", "paid"));
        var refused = await _ops.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/playbooks/{playbook}/runs",
            new { accountId = waits, reason = "no" }
        );
        ((int)refused.StatusCode).ShouldBe(409);

        await _ops.PostAsync($"/v1/playbooks/{playbook}/resume", new { });
        await Eventually.GetAsync(() => _ops.RunAsync(first), it => it.Text("step") == "call", "it went on");
    }

    [Fact]
    public async Task A_run_keeps_its_version_until_it_is_moved_and_no_step_happens_twice()
    {
        var accounts = new List<Guid>();
        for (var i = 0; i < 3; i++)
            accounts.Add(await engagement.AccountAsync("mira"));
        var (playbook, key) = await _ops.LiveAsync(
            Definitions.OnRequest(
                Definitions.Task("note", more: new { wait = false }),
                new
                {
                    key = "old",
                    type = "wait",
                    days = 5,
                },
                Definitions.Task("call")
            )
        );
        var runs = new List<Guid>();
        foreach (var account in accounts)
            runs.Add(await _ops.StartAsync(playbook, account));
        foreach (var run in runs)
            await _ops.UntilAsync(run, "waiting");
        var second = Definitions.OnRequest(
            new
            {
                key = "new",
                type = "wait",
                days = 1,
            },
            Definitions.Task("note", more: new { wait = false }),
            Definitions.Task("last")
        );
        await _ops.PutAsync($"/v1/playbooks/{playbook}", new { name = key, definition = second });
        await _ops.PostAsync($"/v1/playbooks/{playbook}/live", new { reason = "second" });
        (await _ops.RunAsync(runs[0])).Number("playbookVersion").ShouldBe(1);

        var path = $"/v1/playbooks/{playbook}/migrations";
        var unmapped = await _ops.SendJsonAsync(HttpMethod.Post, path, new { });
        ((int)unmapped.StatusCode).ShouldBe(409);
        var problem = await unmapped.Content.ReadAsStringAsync();
        problem.ShouldContain("playbooks/step-unmapped");
        problem.ShouldContain("\"step\":\"old\",\"runs\":3");
        var preview = await _ops.PostAsync($"{path}?dryRun=true", new { mappings = new { old = "new" } });
        preview.List("steps").Single().Text("kind").ShouldBe("move");
        (await _ops.RunAsync(runs[0])).Number("playbookVersion").ShouldBe(1);

        await _ops.PostAsync(path, new { mappings = new { old = "new" } });
        foreach (var run in runs)
            (await Eventually.GetAsync(() => _ops.RunAsync(run), it => it.Text("state") == "waiting", "it waits"))
                .Number("playbookVersion")
                .ShouldBe(2);
        engagement.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        foreach (var run in runs)
        {
            await Eventually.GetAsync(() => _ops.RunAsync(run), it => it.Text("step") == "last", "at the last step");
            var steps = (await _ops.ReadAsync($"/v1/runs/{run}")).List("steps");
            steps.Count(step => step.Text("step") == "note" && step.Text("outcome") == "done").ShouldBe(1);
            steps.Count(step => step.Text("step") == "note" && step.Text("outcome") == "skipped").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Entering_a_segment_starts_a_run_and_a_goal_is_seen()
    {
        var account = await engagement.AccountAsync("mira");
        var segment = "Segment " + Guid.NewGuid().ToString("N")[..6];
        var (_, key) = await _ops.LiveAsync(
            new
            {
                trigger = new { segment, change = "entered" },
                goal = new
                {
                    measure = "health_score",
                    change = 10,
                    withinDays = 30,
                },
                steps = new[] { Definitions.Task("call") },
            }
        );
        await engagement.TellAsync(Scored(account, 1, 40m, HealthBand.Red));
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select exists (select from account_health where account_id = @account)",
                    new { account }
                ),
            "the score is kept"
        );
        await engagement.TellAsync(new SegmentEntered(account, Guid.NewGuid(), segment));
        var run = await _ops.OnlyRunAsync(key);
        run.Text("trigger").ShouldBe("segment");
        await engagement.TellAsync(Scored(account, 2, 45m, HealthBand.Red));
        await engagement.TellAsync(Scored(account, 3, 51m, HealthBand.Yellow));
        var goal = (await engagement.ToldAsync<GoalReached>(account, 1)).Single();
        (goal.RunId, goal.Measure, goal.Before, goal.After).ShouldBe((run.Id(), "health_score", 40m, 51m));
        (await _ops.RunAsync(run.Id())).Has("goalReachedAt").ShouldBeTrue();
    }

    [Fact]
    public async Task A_day_before_the_renewal_starts_one_run_for_each_date()
    {
        var account = await engagement.AccountAsync("mira");
        var ends = engagement.Today.AddDays(90);
        await engagement.TellAsync(new RenewalOpened(account, Guid.NewGuid(), null, ends, new Money(100m, "EUR")));
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select exists (select from account_renewal where account_id = @account)",
                    new { account }
                ),
            "the renewal is kept"
        );
        var (_, key) = await _ops.LiveAsync(
            new { trigger = new { date = "renewal_date", days = -90 }, steps = new[] { Definitions.Task("call") } }
        );
        await engagement.RunTimedTasksAsync();
        await engagement.RunTimedTasksAsync();
        // Accounts of other tests may renew on that day, too.
        var run = (await _ops.ReadAsync($"/v1/runs?playbook={key}&accountId={account}"))
            .List("items")
            .ShouldHaveSingleItem();
        (run.Text("trigger"), run.Id("accountId")).ShouldBe(("date", account));
    }

    [Fact]
    public async Task A_person_skips_snoozes_and_ends_runs_of_their_own_accounts()
    {
        var me = "csm-" + Guid.NewGuid().ToString("N")[..6];
        var (account, foreign) = (await engagement.AccountAsync(me), await engagement.AccountAsync("another"));
        var csm = engagement.ClientFor("csm", me);
        var (playbook, _) = await _ops.LiveAsync(
            Definitions.OnRequest(Definitions.Task("one"), Definitions.Task("two"))
        );
        var denied = await csm.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/playbooks/{playbook}/runs",
            new { accountId = foreign, reason = "not mine" }
        );
        ((int)denied.StatusCode).ShouldBe(403);
        var run = await csm.StartAsync(playbook, account);
        await csm.UntilAsync(run, "waiting");
        await csm.PostAsync($"/v1/runs/{run}/skip", new { reason = "done by phone" });
        await Eventually.GetAsync(() => csm.RunAsync(run), it => it.Text("step") == "two", "at the second");
        await csm.UntilAsync(run, "waiting");
        var until = engagement.Clock.GetUtcNow().AddDays(100);
        var snoozed = await csm.PostAsync($"/v1/runs/{run}/snooze", new { until });
        snoozed.GetProperty("nextAt").GetDateTimeOffset().ShouldBe(until, TimeSpan.FromMilliseconds(2));
        (
            await csm.SendJsonAsync(HttpMethod.Post, $"/v1/runs/{run}/retry", new { reason = "x" }).ProblemAsync()
        ).Type.ShouldBe("runs/not-failed");
        (await csm.PostAsync($"/v1/runs/{run}/exit", new { reason = "solved" })).Text("state").ShouldBe("exited");
        (
            await csm.SendJsonAsync(HttpMethod.Post, $"/v1/runs/{run}/skip", new { reason = "x" }).ProblemAsync()
        ).Type.ShouldBe("runs/ended");
    }

    [Fact]
    public async Task A_holdout_does_nothing_and_is_the_same_for_ever()
    {
        var (playbook, _) = await _ops.LiveAsync(Definitions.OnRequest(Definitions.Task("call")), holdout: 0.5m);
        var held = 0;
        for (var i = 0; i < 12; i++)
        {
            var account = await engagement.AccountAsync("mira");
            var run = await _ops.RunAsync(await _ops.StartAsync(playbook, account));
            var arm = Engagement.Runs.RunStarter.ArmOf(playbook, account, 0.5m);
            run.Text("arm").ShouldBe(arm);
            if (arm != "holdout")
                continue;
            held++;
            (await _ops.UntilAsync(run.Id(), "waiting")).Text("waitingFor").ShouldContain("holdout");
            (await _ops.ReadAsync($"/v1/runs/{run.Id()}")).List("steps").ShouldBeEmpty();
        }

        held.ShouldBeInRange(1, 11);
    }

    [Fact]
    public async Task A_churned_account_starts_nothing_and_is_named()
    {
        var account = await engagement.AccountAsync("mira");
        await engagement.TellAsync(
            new AccountChurned(account, Guid.NewGuid(), engagement.Today, new Money(1m, "EUR"), null)
        );
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select exists (select from account_notice where account_id = @account)",
                    new { account }
                ),
            "the churn is kept"
        );
        var (playbook, _) = await _ops.LiveAsync(Definitions.OnRequest(Definitions.Task("call")));
        var problem = await _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/playbooks/{playbook}/runs",
                new { accountId = account, reason = "too late" }
            )
            .ProblemAsync();
        (problem.Status, problem.Type).ShouldBe((409, "runs/cannot-start"));
        problem.Detail.ShouldContain(account.ToString());
    }

    private async Task<System.Text.Json.JsonElement> ItemAsync(Guid run)
    {
        var id = await engagement.Database.ScalarAsync<Guid>(
            "select id from inbox_item where run_id = @run and state = 'open'",
            new { run }
        );
        return (await _ops.ReadAsync($"/v1/inbox/{id}")).GetProperty("item");
    }

    private static RiskOpened Risk(Guid account, string category, decimal arr) =>
        new(account, Guid.NewGuid(), category, "a cause", new Money(arr, "EUR"), null);

    private static InvoicePaid Paid(Guid account, decimal amount) =>
        new(account, Guid.NewGuid(), new Money(amount, "EUR"), new DateOnly(2026, 1, 1));

    private static HealthScoreChanged Scored(Guid account, int version, decimal score, HealthBand band) =>
        new(account, version, score, null, band, null, [], "all", 1);
}
