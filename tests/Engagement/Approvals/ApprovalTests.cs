using System.Text.Json;
using Platform.Contracts.Engagement;
using Platform.Contracts.HealthScoring;
using Platform.Engagement.Tests.Playbooks;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Approvals;

/// <summary>Nothing sensitive happens before a person decided on exactly what they saw.</summary>
public sealed class ApprovalTests(EngagementUnderTest engagement)
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");
    private readonly HttpClient _manager = engagement.ClientFor("manager", "mona");

    [Fact]
    public async Task A_sensitive_step_waits_and_its_author_does_not_decide_it()
    {
        var (account, run) = await WaitingAsync("price");
        var approval = await OnlyAsync(run);
        approval.Text("author").ShouldBe("olga");
        approval.List("classes").Single().GetString().ShouldBe("price");
        approval.GetProperty("draft").Text("subject").ShouldBe("Offer a better price");
        (await engagement.ToldAsync<ApprovalRequested>(account, 1)).Single().Classes.ShouldBe(["price"]);

        var own = await Decide(_ops, approval, "approved").ProblemAsync();
        (own.Status, own.Type).ShouldBe((403, "approvals/own-draft"));
        var stranger = engagement.ClientFor("csm", "stranger");
        (await Decide(stranger, approval, "approved").ProblemAsync()).Status.ShouldBe(403);

        var decided = await (await Decide(_manager, approval, "approved", body: "Offer 5 % to them")).JsonAsync();
        (decided.Text("state"), decided.Text("decidedBy")).ShouldBe(("approved", "mona"));
        var change = decided.List("changes").Single();
        (change.Text("field"), change.Text("before"), change.Text("after")).ShouldBe(
            ("body:1", "Ask for what they need", "Offer 5 % to them")
        );
        var waiting = await Eventually.GetAsync(
            () => _ops.RunAsync(run),
            it => it.Text("waitingFor").Contains("somebody to do", StringComparison.Ordinal),
            "the step is done as approved"
        );
        waiting.Text("step").ShouldBe("offer");
        (
            await engagement.Database.ScalarAsync<string>(
                "select detail from inbox_item where run_id = @run and kind = 'task'",
                new { run }
            )
        ).ShouldBe("Offer 5 % to them");
        (await engagement.ToldAsync<ApprovalDecided>(account, 1)).Single().Edited.ShouldBeTrue();
        (await Decide(_manager, approval, "approved").ProblemAsync()).Type.ShouldBe("approvals/decided");
    }

    [Fact]
    public async Task What_changed_since_it_was_shown_makes_it_stale()
    {
        var (account, run) = await WaitingAsync("price");
        var approval = await OnlyAsync(run);
        await engagement.TellAsync(new HealthScoreChanged(account, 1, 20m, null, HealthBand.Red, null, [], "all", 1));
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select exists (select from account_health where account_id = @account)",
                    new { account }
                ),
            "the band is kept"
        );
        var response = await Decide(_manager, approval, "approved");
        ((int)response.StatusCode).ShouldBe(409);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        problem.Text("type").ShouldBe("approvals/stale");
        problem.Text("detail").ShouldContain("the band was none and is red");
        (await _ops.RunAsync(run)).Text("state").ShouldBe("awaiting_approval");

        var current = problem.GetProperty("current");
        current.Text("shownHash").ShouldNotBe(approval.Text("shownHash"));
        (await Decide(_manager, approval, "approved").ProblemAsync()).Type.ShouldBe("approvals/stale");
        (await (await Decide(_manager, current, "approved")).JsonAsync()).Text("state").ShouldBe("approved");
    }

    [Fact]
    public async Task A_refusal_skips_the_step_and_a_csm_decides_their_own_only_in_class_risk()
    {
        var me = "csm-" + Guid.NewGuid().ToString("N")[..6];
        var csm = engagement.ClientFor("csm", me);
        foreach (var (sensitive, mayDecide) in new[] { ("risk", true), ("price", false) })
        {
            var account = await engagement.AccountAsync(me);
            var run = await csm.StartAsync(await PlaybookAsync(sensitive), account);
            await csm.UntilAsync(run, "awaiting_approval");
            var approval = await OnlyAsync(run);
            approval.Text("author").ShouldBe(me);
            var response = await Decide(csm, approval, "refused");
            response.IsSuccessStatusCode.ShouldBe(mayDecide);
            if (!mayDecide)
                continue;
            await csm.UntilAsync(run, "done");
            (await csm.ReadAsync($"/v1/runs/{run}")).List("steps").Single().Text("outcome").ShouldBe("skipped");
        }
    }

    [Fact]
    public async Task Many_are_decided_together_only_where_they_are_of_one_kind()
    {
        var playbook = await PlaybookAsync("price");
        var shown = new List<object>();
        for (var i = 0; i < 3; i++)
        {
            var run = await _ops.StartAsync(playbook, await engagement.AccountAsync("mira"));
            await _ops.UntilAsync(run, "awaiting_approval");
            var approval = await OnlyAsync(run);
            shown.Add(new { id = approval.Id(), shownHash = i == 2 ? "not seen" : approval.Text("shownHash") });
        }

        var (_, other) = await WaitingAsync("legal");
        var foreign = await OnlyAsync(other);
        var mixed = shown.Append(new { id = foreign.Id(), shownHash = foreign.Text("shownHash") }).ToArray();
        var refused = await _manager
            .SendJsonAsync(HttpMethod.Post, "/v1/approvals/decisions", new { decision = "approved", approvals = mixed })
            .ProblemAsync();
        refused.Status.ShouldBe(400);
        var results = (
            await _manager.PostAsync("/v1/approvals/decisions", new { decision = "approved", approvals = shown })
        ).List("results");
        results.Select(one => one.Text("state")).ShouldBe(["approved", "approved", ""]);
        results[2].Text("type").ShouldBe("approvals/stale");
    }

    [Fact]
    public async Task An_ended_run_withdraws_its_approval()
    {
        var (_, run) = await WaitingAsync("price");
        var approval = await OnlyAsync(run);
        await _ops.PostAsync($"/v1/runs/{run}/exit", new { reason = "solved" });
        (await _ops.ReadAsync($"/v1/approvals/{approval.Id()}")).Text("state").ShouldBe("withdrawn");
        (await Decide(_manager, approval, "approved").ProblemAsync()).Type.ShouldBe("approvals/decided");
    }

    [Fact]
    public async Task A_link_shows_the_draft_and_decides_it_once()
    {
        var (_, run) = await WaitingAsync("price");
        var approval = await OnlyAsync(run);
        var link = (await _manager.PostAsync($"/v1/approvals/{approval.Id()}/links", new { })).Text("path");
        var visitor = engagement.Visitor();
        for (var i = 0; i < 2; i++)
            (await visitor.GetStringAsync(link)).ShouldContain("Ask for what they need");
        (await _ops.RunAsync(run)).Text("state").ShouldBe("awaiting_approval");

        Task<HttpResponseMessage> SendAsync(string hash) =>
            visitor.PostAsync(
                link,
                new FormUrlEncodedContent(
                    new Dictionary<string, string> { ["decision"] = "approved", ["shownHash"] = hash }
                )
            );
        (await (await SendAsync("another")).Content.ReadAsStringAsync()).ShouldContain("role=\"alert\"");
        (await (await SendAsync(approval.Text("shownHash"))).Content.ReadAsStringAsync()).ShouldContain("approved");
        ((int)(await SendAsync(approval.Text("shownHash"))).StatusCode).ShouldBe(404);
        ((int)(await visitor.GetAsync(link)).StatusCode).ShouldBe(404);
        (await _ops.ReadAsync($"/v1/approvals/{approval.Id()}")).Text("decidedBy").ShouldBe("mona");
    }

    private async Task<(Guid Account, Guid Run)> WaitingAsync(string sensitive)
    {
        var account = await engagement.AccountAsync("mira");
        var run = await _ops.StartAsync(await PlaybookAsync(sensitive), account);
        await _ops.UntilAsync(run, "awaiting_approval");
        return (account, run);
    }

    private async Task<Guid> PlaybookAsync(string sensitive) =>
        (
            await _ops.LiveAsync(
                Definitions.OnRequest(
                    Definitions.Task(
                        "offer",
                        "Offer a better price",
                        new { text = "Ask for what they need", classes = new[] { sensitive } }
                    )
                )
            )
        ).Id;

    private Task<JsonElement> OnlyAsync(Guid run) => _ops.OnlyAsync($"/v1/approvals?runId={run}");

    private static Task<HttpResponseMessage> Decide(
        HttpClient client,
        JsonElement approval,
        string decision,
        string? body = null
    ) =>
        client.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/approvals/{approval.Id()}/decision",
            new
            {
                decision,
                shownHash = approval.Text("shownHash"),
                body,
            }
        );
}
