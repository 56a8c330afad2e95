using System.Text.Json;

namespace Platform.Engagement.Tests.Playbooks;

/// <summary>What is saved of a playbook, and what is refused with its place.</summary>
public sealed class DefinitionTests(EngagementUnderTest engagement)
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    [Fact]
    public async Task A_new_definition_is_a_new_version_and_the_old_one_stays_as_it_was()
    {
        var key = Key();
        var first = Definitions.OnRequest(Definitions.Task("call"));
        var made = await _ops.PostAsync("/v1/playbooks", Body(key, first));
        made.Text("status").ShouldBe("draft");
        made.Number("latestVersion").ShouldBe(1);
        made.Text("owner").ShouldBe("olga");

        var second = Definitions.OnRequest(Definitions.Task("call"), Definitions.Task("write"));
        var path = $"/v1/playbooks/{made.Id()}";
        var stale = await _ops.SendJsonAsync(HttpMethod.Put, path, new { name = key, definition = second }, "\"9\"");
        ((int)stale.StatusCode).ShouldBe(412);
        var saved = await _ops.PutAsync(path, new { name = key, definition = second }, "\"1\"");
        saved.Number("latestVersion").ShouldBe(2);
        saved.Text("checksum").ShouldNotBe(made.Text("checksum"));
        // The same again is no new version.
        (await _ops.PutAsync(path, new { name = key, definition = second })).Number("latestVersion").ShouldBe(2);

        var old = await _ops.ReadAsync($"{path}/versions/1");
        old.Text("checksum").ShouldBe(made.Text("checksum"));
        old.GetProperty("definition").List("steps").Count.ShouldBe(1);
        (await _ops.SendJsonAsync(HttpMethod.Post, "/v1/playbooks", Body(key, first))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task Every_mistake_is_named_with_its_place_and_the_nearest_names()
    {
        var (status, type, detail) = await Save(
            new
            {
                trigger = new { @event = "renewals.risk-opend.v1" },
                exit = new { when = "helth_band = 'red'", events = new[] { "renewals.account-churnd.v1" } },
                goal = new { measure = "helth_score", change = 0 },
                steps = new object[]
                {
                    new { key = "a", type = "tsk" },
                    new
                    {
                        key = "a",
                        type = "task",
                        titel = "x",
                        next = "b",
                    },
                    new
                    {
                        key = "w",
                        type = "wait",
                        until = "health_score > 'high'",
                    },
                },
            }
        );
        (status, type).ShouldBe((400, "validation"));
        detail.ShouldContain("definition.trigger.event");
        detail.ShouldContain("did you mean renewals.risk-opened.v1");
        detail.ShouldContain("definition.exit.events[0]");
        detail.ShouldContain("definition.exit.when");
        detail.ShouldContain("at character 1: There is no attribute");
        detail.ShouldContain("did you mean health_score?");
        detail.ShouldContain("definition.goal.change");
        detail.ShouldContain("did you mean task");
        detail.ShouldContain("is the key of another step");
        detail.ShouldContain("did you mean title?");
        detail.ShouldContain("definition.steps[1].next");
        detail.ShouldContain("at character 16:");
        detail.ShouldContain("definition.steps[2].limitDays");
    }

    [Fact]
    public async Task A_circle_needs_a_wait()
    {
        object Circle(params object[] between) =>
            Definitions.OnRequest([Definitions.Task("a"), .. between, Definitions.Task("b", more: new { next = "a" })]);

        var (status, _, detail) = await Save(Circle());
        status.ShouldBe(400);
        detail.ShouldContain("a \u2192 b \u2192 a", Case.Sensitive, detail);
        (
            await Save(
                Circle(
                    new
                    {
                        key = "w",
                        type = "wait",
                        days = 1,
                    }
                )
            )
        ).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Limits_hold()
    {
        var many = Enumerable.Range(0, 51).Select(i => Definitions.Task($"s{i}")).ToArray();
        (await Save(Definitions.OnRequest(many))).Detail.ShouldContain("at most 50");
        (await Save(Definitions.OnRequest([.. many.Take(50)]))).Status.ShouldBe(201);
        (
            await Save(Definitions.OnRequest(Definitions.Task("a", more: new { text = new string('x', 100_000) })))
        ).Detail.ShouldContain("at most 100000");
    }

    [Fact]
    public async Task An_approval_cannot_be_taken_from_a_sensitive_step()
    {
        var sensitive = Definitions.Task("a", more: new { classes = new[] { "price" }, approval = false });
        var (status, _, detail) = await Save(Definitions.OnRequest(sensitive));
        status.ShouldBe(400);
        detail.ShouldContain("class price");
        (await Save(Definitions.OnRequest(Definitions.Task("a", more: new { approval = false })))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Going_live_needs_a_simulation_or_a_reason_of_ops()
    {
        var made = await _ops.PostAsync("/v1/playbooks", Body(Key(), Definitions.OnRequest(Definitions.Task("call"))));
        var path = $"/v1/playbooks/{made.Id()}/live";
        var manager = engagement.ClientFor("manager", "mona");
        var problem = await manager.SendJsonAsync(HttpMethod.Post, path, new { reason = "now" }).ProblemAsync();
        problem.Type.ShouldBe("playbooks/reason-missing");
        (await _ops.SendJsonAsync(HttpMethod.Post, path, new { }).ProblemAsync()).Status.ShouldBe(409);
        var live = await _ops.PostAsync(path, new { reason = "the first one" });
        (live.Text("status"), live.Number("liveVersion"), live.Text("liveReason")).ShouldBe(
            ("live", 1m, "the first one")
        );
        var csm = engagement.ClientFor("csm", "cleo");
        (await csm.SendJsonAsync(HttpMethod.Post, path, new { reason = "x" })).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task The_schema_names_the_types_and_events_that_there_are()
    {
        var schema = (await _ops.ReadAsync("/v1/playbooks/schema")).GetRawText();
        schema.ShouldContain("\"task\"");
        schema.ShouldContain("renewals.risk-opened.v1");
        JsonSerializer.Deserialize<JsonElement>(schema).GetProperty("required").GetArrayLength().ShouldBe(2);
    }

    private static string Key() => "d-" + Guid.NewGuid().ToString("N")[..12];

    private static object Body(string key, object definition) => new { key, playbook = new { name = key, definition } };

    private async Task<(int Status, string Type, string Detail)> Save(object definition)
    {
        var sending = _ops.SendJsonAsync(HttpMethod.Post, "/v1/playbooks", Body(Key(), definition));
        var response = await sending;
        return response.IsSuccessStatusCode ? ((int)response.StatusCode, "", "") : await sending.ProblemAsync();
    }
}
