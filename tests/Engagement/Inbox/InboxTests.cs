using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.Feedback;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Inbox;

/// <summary>One list of all that a person owes, fed by the services' events.</summary>
public sealed class InboxTests(EngagementUnderTest engagement)
{
    private readonly string _me = "me-" + Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Ranks_by_revenue_and_urgency_and_says_why()
    {
        var (large, small) = (await engagement.AccountAsync(_me), await engagement.AccountAsync(_me));
        await engagement.TellAsync(Revenue(large, 100_000m), Revenue(small, 2_000m));
        var now = engagement.Clock.GetUtcNow();
        await engagement.TellAsync(
            Loop(small, now.AddDays(-2)),
            Loop(large, now.AddDays(9)),
            new RiskOpened(small, Guid.NewGuid(), "value_gap", "They see no value", new Money(1m, "EUR"), null)
        );
        var items = await ItemsAsync(3);
        items
            .Select(item => (item.Text("kind"), item.Id("accountId")))
            .ShouldBe([("loop", large), ("loop", small), ("risk", small)]);
        items[0].List("reasons")[0].GetString().ShouldBe("100,000 EUR of ARR");
        items[1].List("reasons").Select(one => one.GetString()).ShouldContain("2 days late");
        items[2].List("reasons").Select(one => one.GetString()!).ShouldContain(one => one.StartsWith("not due"));
        items.Select(item => item.Number("rank")).ShouldBeInOrder(SortDirection.Descending);

        var counts = await Me.ReadAsync("/v1/inbox/counts");
        (counts.Number("open"), counts.Number("overdue")).ShouldBe((3m, 1m));
        counts.GetProperty("byKind").Number("loop").ShouldBe(2m);
        (await Me.ReadAsync("/v1/inbox?kind=risk")).List("items").Count.ShouldBe(1);
        var page = await Me.ReadAsync("/v1/inbox?limit=2");
        var rest = await Me.ReadAsync($"/v1/inbox?limit=2&cursor={page.Text("next")}");
        rest.List("items").Single().Id().ShouldBe(items[2].Id());
    }

    [Fact]
    public async Task Done_there_is_cleared_here_also_where_the_news_come_the_wrong_way_round()
    {
        var account = await engagement.AccountAsync(_me);
        var (loop, early) = (Loop(account, engagement.Clock.GetUtcNow()), Loop(account, engagement.Clock.GetUtcNow()));
        await engagement.TellAsync(new LoopClosed(account, early.LoopId, 1m, null));
        await Eventually.HoldsAsync(() => IsDoneAsync($"loop:{early.LoopId}"), "the early end is known");
        await engagement.TellAsync(early, loop);
        (await ItemsAsync(1)).Single().Text("where").ShouldBe($"/v1/loops/{loop.LoopId}");
        await engagement.TellAsync(new LoopClosed(account, loop.LoopId, 2m, null));
        await ItemsAsync(0);
        var risk = new RiskOpened(account, Guid.NewGuid(), "value_gap", "No value", new Money(1m, "EUR"), _me);
        await engagement.TellAsync(risk);
        await ItemsAsync(1);
        await engagement.TellAsync(new RiskMoved(account, risk.RiskId, 2, "open", "plan_in_place", 3));
        await engagement.TellAsync(new RiskMoved(account, risk.RiskId, 3, "plan_in_place", "recovered", 3));
        await ItemsAsync(0);
        var done = (await Me.ReadAsync("/v1/inbox?state=done")).List("items");
        done.Select(item => item.Text("kind")).ShouldBe(["loop", "risk"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_another_service_owns_is_done_there_and_an_item_follows_the_csm()
    {
        var account = await engagement.AccountAsync(_me);
        await engagement.TellAsync(
            new HandoverProposed(account, Guid.NewGuid(), "onboarding_manager", "csm", "theo", _me),
            Loop(account, engagement.Clock.GetUtcNow())
        );
        var items = await ItemsAsync(2);
        var loop = items.Single(item => item.Text("kind") == "loop");
        var problem = await Me.SendJsonAsync(HttpMethod.Post, $"/v1/inbox/{loop.Id()}/done", new { }).ProblemAsync();
        (problem.Status, problem.Type).ShouldBe((409, "inbox/done-there"));

        var successor = "next-" + Guid.NewGuid().ToString("N")[..6];
        await engagement.TellAsync(
            new OwnerAssigned(account, "csm", successor, _me, engagement.Clock.GetUtcNow(), null)
        );
        (await ItemsAsync(1)).Single().Text("kind").ShouldBe("handover");
        var theirs = await engagement.ClientFor("csm", successor).ReadAsync("/v1/inbox");
        theirs.List("items").Single().Id().ShouldBe(loop.Id());
    }

    [Fact]
    public async Task Snoozed_reassigned_and_commented_one_or_many()
    {
        var account = await engagement.AccountAsync(_me);
        for (var i = 0; i < 3; i++)
            await engagement.TellAsync(Loop(account, engagement.Clock.GetUtcNow().AddDays(1)));
        var ids = (await ItemsAsync(3)).Select(item => item.Id()).ToList();
        var until = engagement.Clock.GetUtcNow().AddHours(4);
        var snoozed = await Me.PostAsync($"/v1/inbox/{ids[0]}/snooze", new { until });
        snoozed.Text("state").ShouldBe("snoozed");
        await Me.PostAsync($"/v1/inbox/{ids[0]}/comment", new { text = "asked the champion" });
        var read = await Me.ReadAsync($"/v1/inbox/{ids[0]}");
        read.List("comments").Single().Text("text").ShouldBe("asked the champion");
        (await ItemsAsync(2)).ShouldNotContain(item => item.Id() == ids[0]);
        engagement.Clock.Advance(TimeSpan.FromHours(5));
        await ItemsAsync(3);

        var strange = Guid.NewGuid();
        var results = (
            await Me.PostAsync(
                "/v1/inbox/bulk",
                new
                {
                    ids = new[] { ids[1], strange },
                    action = "reassign",
                    owner = "somebody",
                }
            )
        ).List("results");
        results.Select(one => one.GetProperty("changed").GetBoolean()).ShouldBe([true, false]);
        results[1].Text("type").ShouldBe("inbox-item/not-found");
        await ItemsAsync(2);
        var other = engagement.ClientFor("csm", "a-stranger");
        (
            await other
                .SendJsonAsync(HttpMethod.Post, $"/v1/inbox/{ids[2]}/snooze", new { until = until.AddDays(1) })
                .ProblemAsync()
        ).Status.ShouldBe(403);
    }

    private HttpClient Me => engagement.ClientFor("csm", _me);

    private Task<List<System.Text.Json.JsonElement>> ItemsAsync(int count) =>
        Eventually.GetAsync(
            async () => (await Me.ReadAsync("/v1/inbox")).List("items"),
            items => items.Count == count,
            $"{count} items"
        );

    private Task<bool> IsDoneAsync(string key) =>
        engagement.Database.ScalarAsync<bool>(
            "select exists (select from inbox_item where source_key = @key and state = 'done')",
            new { key }
        );

    private static LoopOpened Loop(Guid account, DateTimeOffset due) =>
        new(account, Guid.NewGuid(), Guid.NewGuid(), "detractor", null, due);

    private static SubscriptionChanged Revenue(Guid account, decimal arr) =>
        new(account, 1, [], new Money(arr / 12, "EUR"), new Money(arr, "EUR"), 10, null, null);
}
