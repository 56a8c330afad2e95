using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Engagement.Tests.Playbooks;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Simulations;

/// <summary>What a playbook would have done, replayed from kept events.</summary>
public sealed class SimulationTests(EngagementUnderTest engagement)
{
    [Fact]
    public async Task A_replay_counts_runs_steps_and_approvals_changes_nothing_and_lets_a_manager_go_live()
    {
        var manager = engagement.ClientFor("manager", "mona");
        var csm = "csm-" + Guid.NewGuid().ToString("N")[..6];
        var accounts = new List<Guid>();
        foreach (var score in new[] { 30m, 35m, 80m })
        {
            var account = await engagement.AccountAsync(csm);
            accounts.Add(account);
            await engagement.TellAsync(new HealthScoreChanged(account, 1, score, null, null, null, [], "all", 1));
            await KeptAsync(account, 2);
            await engagement.TellAsync(
                new RiskOpened(account, Guid.NewGuid(), "compliance_security", csm, new Money(1m, "EUR"), null)
            );
            await KeptAsync(account, 3);
        }

        await engagement.TellAsync(
            new InvoicePaid(accounts[0], Guid.NewGuid(), new Money(1m, "EUR"), engagement.Today)
        );
        await KeptAsync(accounts[0], 4);
        var key = "s-" + Guid.NewGuid().ToString("N")[..12];
        var made = await manager.PostAsync(
            "/v1/playbooks",
            new
            {
                key,
                playbook = new
                {
                    name = key,
                    definition = new
                    {
                        trigger = new
                        {
                            @event = "renewals.risk-opened.v1",
                            when = $"event.cause = '{csm}' and health_score < 50",
                        },
                        exit = new { events = new[] { "renewals.invoice-paid.v1" } },
                        steps = new object[]
                        {
                            Definitions.Task("call"),
                            Definitions.Task("offer", more: new { classes = new[] { "price" } }),
                            new
                            {
                                key = "rest",
                                type = "wait",
                                days = 30,
                            },
                        },
                    },
                },
            }
        );
        var path = $"/v1/playbooks/{made.Id()}/simulations";
        var early = await manager
            .SendJsonAsync(HttpMethod.Post, path, new { from = "2020-01-01", to = engagement.Today.Iso() })
            .ProblemAsync();
        early.Status.ShouldBe(400);
        early.Detail.ShouldContain("events are kept from then on");

        var to = DateOnly.FromDateTime(engagement.Clock.GetUtcNow().UtcDateTime);
        var first = DateOnly.FromDateTime(
            await engagement.Database.ScalarAsync<DateTime>("select min(known_at) from consumed_event")
        );
        var asked = await manager.SendJsonAsync(HttpMethod.Post, path, new { from = first.Iso(), to = to.Iso() });
        ((int)asked.StatusCode).ShouldBe(202);
        var done = await Eventually.GetAsync(
            () => manager.ReadAsync(asked.Headers.Location!.ToString()),
            it => it.Text("state") == "done",
            "the simulation is done"
        );
        var result = done.GetProperty("result");
        result.Number("runs").ShouldBe(2m);
        result
            .GetProperty("stepsByDay")
            .GetProperty("task")
            .EnumerateObject()
            .Sum(day => day.Value.GetInt32())
            .ShouldBe(4);
        result
            .GetProperty("approvalsByPersonAndWeek")
            .GetProperty(csm)
            .EnumerateObject()
            .Sum(week => week.Value.GetInt32())
            .ShouldBe(2);
        result
            .List("sample")
            .Select(run => (run.Id("accountId"), run.Text("state")))
            .ShouldBe([(accounts[0], "exited"), (accounts[1], "waiting")]);
        (await manager.ReadAsync($"/v1/runs?playbook={key}")).List("items").ShouldBeEmpty();

        (await manager.PostAsync($"/v1/playbooks/{made.Id()}/live", new { })).Text("status").ShouldBe("live");
    }

    private Task KeptAsync(Guid account, int events) =>
        Eventually.HoldsAsync(
            async () =>
                await engagement.Database.ScalarAsync<long>(
                    "select count(*) from consumed_event where account_id = @account",
                    new { account }
                ) >= events,
            "the events are kept"
        );
}
