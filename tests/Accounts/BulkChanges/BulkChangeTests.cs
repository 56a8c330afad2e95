using System.Net;
using System.Text.Json;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.BulkChanges;

/// <summary>Many accounts at once: each by the caller's rights, each with its result, and back again.</summary>
public class BulkChangeTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private async Task<JsonElement> DoneAsync(HttpClient client, object body)
    {
        var started = await client.PostAsync("/v1/bulk", body).JsonAsync(HttpStatusCode.Accepted);
        return await EndAsync(started.Id());
    }

    private Task<JsonElement> EndAsync(Guid id) =>
        Eventually.GetAsync(
            () => _ops.GetAsync($"/v1/bulk/{id}").JsonAsync(),
            change => change.Text("status") is "completed" or "undone",
            "the bulk change ends"
        );

    private async Task<Dictionary<Guid, JsonElement>> ResultsAsync(JsonElement change) =>
        (await _ops.GetAsync($"/v1/bulk/{change.Id()}/results?limit=200").JsonAsync())
            .Items()
            .ToDictionary(result => result.GetProperty("accountId").GetGuid());

    private async Task<Guid[]> AccountsAsync(string industry, int count)
    {
        var ids = new Guid[count];
        for (var place = 0; place < count; place++)
            ids[place] = await _ops.CreateAccountAsync(new { name = $"{industry} {place}", industry });
        return ids;
    }

    private async Task<JsonElement?> OverrideAsync(Guid account)
    {
        using var answer = await _ops.GetAsync($"/v1/accounts/{account}/priority-override");
        return answer.IsSuccessStatusCode ? await Task.FromResult(answer).JsonAsync() : null;
    }

    private object Priority(string priority, string reason = "Talk to them this week") =>
        new
        {
            priority,
            reason,
            until = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(30),
        };

    [Fact]
    public async Task A_query_is_tried_first_then_done_and_undone_except_what_others_changed_since()
    {
        var industry = Api.Unique("bulk");
        var ids = await AccountsAsync(industry, 3);
        await _ops.CreateAccountAsync(new { name = "Of another industry" });
        await _ops.PutJsonAsync($"/v1/accounts/{ids[0]}/priority-override", Priority("p3", "as before")).JsonAsync();
        object Body(bool dryRun) =>
            new
            {
                operation = "set_priority",
                query = new { industry },
                dryRun,
                priority = Priority("p1"),
            };

        var tried = await DoneAsync(_ops, Body(dryRun: true));
        (tried.Number("accounts"), tried.Number("changed")).ShouldBe((3, 3));
        (await OverrideAsync(ids[1])).ShouldBeNull("a dry run writes nothing");
        (await OverrideAsync(ids[0]))!.Value.Text("priority").ShouldBe("p3");
        (await _ops.PostAsync($"/v1/bulk/{tried.Id()}/undo", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var done = await DoneAsync(_ops, Body(dryRun: false));
        (done.Number("changed"), done.Number("refused"), done.Number("waiting")).ShouldBe((3, 0, 0));
        foreach (var id in ids)
            (
                (await OverrideAsync(id))!.Value.Text("priority"),
                (await _ops.GetAsync($"/v1/accounts/{id}").JsonAsync()).Text("priority")
            ).ShouldBe(("p1", "p1"));
        (await DoneAsync(_ops, Body(dryRun: false))).Number("unchanged").ShouldBe(3);

        await _ops.PutJsonAsync($"/v1/accounts/{ids[2]}/priority-override", Priority("p2", "I know better"))
            .JsonAsync();
        await _ops.PostAsync($"/v1/bulk/{done.Id()}/undo", new { }).JsonAsync(HttpStatusCode.Accepted);
        var undone = await EndAsync(done.Id());

        (undone.Text("status"), undone.Number("undone"), undone.Number("undoRefused")).ShouldBe(("undone", 2, 1));
        (await OverrideAsync(ids[0]))!.Value.Text("reason").ShouldBe("as before");
        (await OverrideAsync(ids[1])).ShouldBeNull();
        (await OverrideAsync(ids[2]))!.Value.Text("reason").ShouldBe("I know better");
        (await ResultsAsync(undone))[ids[2]].Text("reason").ShouldContain("Another person changed the priority");
        (await _ops.PostAsync($"/v1/bulk/{done.Id()}/undo", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_csm_changes_their_own_accounts_and_the_others_are_refused_with_the_reason()
    {
        var ids = await AccountsAsync(Api.Unique("bulk"), 2);
        var csm = Api.Unique("csm");
        await _ops.PutJsonAsync($"/v1/accounts/{ids[0]}/owners/csm", new { personId = csm }).JsonAsync();
        using var client = service.ClientFor(Roles.Csm, csm);
        using var other = service.ClientFor(Roles.Csm, Api.Unique("other"));

        var done = await DoneAsync(
            client,
            new
            {
                operation = "log_note",
                ids = ids.Append(Guid.NewGuid()),
                note = new { subject = "Price list of next year", notes = "Sent to all." },
            }
        );

        (done.Number("changed"), done.Number("refused"), done.Text("createdBy")).ShouldBe((1, 2, csm));
        var results = await ResultsAsync(done);
        results[ids[0]].Text("result").ShouldBe("changed");
        results[ids[1]].Text("result").ShouldBe("refused");
        results[ids[1]].Text("reason").ShouldNotBeEmpty();
        var note = (await client.GetAsync($"/v1/accounts/{ids[0]}/activities").JsonAsync()).Items().Single();
        (note.Text("type"), note.Text("subject"), note.Text("notes"), note.Text("recordedBy")).ShouldBe(
            ("note", "Price list of next year", "Sent to all.", csm)
        );
        (await _ops.GetAsync($"/v1/accounts/{ids[1]}/activities").JsonAsync()).Items().ShouldBeEmpty();
        (await other.PostAsync($"/v1/bulk/{done.Id()}/undo", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await client.PostAsync($"/v1/bulk/{done.Id()}/undo", new { }).JsonAsync(HttpStatusCode.Accepted);
        (await EndAsync(done.Id())).Number("undone").ShouldBe(1);
        (await _ops.GetAsync($"/v1/accounts/{ids[0]}/activities").JsonAsync()).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Owners_change_by_hand_over_only_and_an_undo_withdraws_what_waits()
    {
        var ids = await AccountsAsync(Api.Unique("bulk"), 2);
        var (from, to) = (Api.Unique("from"), Api.Unique("to"));
        await _ops.PutJsonAsync($"/v1/accounts/{ids[0]}/owners/csm", new { personId = from }).JsonAsync();

        var done = await DoneAsync(
            _ops,
            new
            {
                operation = "hand_over",
                ids,
                handOver = new { toPersonId = to },
            }
        );

        (done.Number("changed"), done.Number("refused")).ShouldBe((1, 1));
        (await ResultsAsync(done))[ids[1]].Text("reason").ShouldContain("nothing to hand over");
        (await _ops.GetAsync($"/v1/accounts/{ids[0]}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(from);
        var waiting = (await _ops.GetAsync($"/v1/handovers?account={ids[0]}").JsonAsync()).Items().Single();
        (waiting.Text("status"), waiting.Text("toPersonId")).ShouldBe(("proposed", to));
        await _ops.PostAsync($"/v1/bulk/{done.Id()}/undo", new { }).JsonAsync(HttpStatusCode.Accepted);
        await EndAsync(done.Id());
        (await _ops.GetAsync($"/v1/handovers?account={ids[0]}").JsonAsync())
            .Items()
            .Single()
            .Text("status")
            .ShouldBe("withdrawn");
    }

    [Fact]
    public async Task Attributes_are_set_by_their_schema_and_come_back()
    {
        var name = Api.Unique("tier").Replace('-', '_');
        await _ops.PutJsonAsync($"/v1/attributes/{name}", new { type = "choice", choices = new[] { "gold", "tin" } })
            .JsonAsync(HttpStatusCode.Created);
        var ids = await AccountsAsync(Api.Unique("bulk"), 2);
        await _ops.PatchAsync($"/v1/accounts/{ids[0]}", new { attributes = Value("tin") }).JsonAsync();
        Dictionary<string, string> Value(string value) => new(StringComparer.Ordinal) { [name] = value };
        object Body(string value) =>
            new
            {
                operation = "set_attributes",
                ids,
                attributes = Value(value),
            };
        (await _ops.PostAsync("/v1/bulk", Body("lead")).JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors")
            .TryGetProperty($"attributes.{name}", out _)
            .ShouldBeTrue();

        var done = await DoneAsync(_ops, Body("gold"));
        done.Number("changed").ShouldBe(2);
        foreach (var id in ids)
            (await AttributeAsync(id)).ShouldBe("gold");
        await _ops.PostAsync($"/v1/bulk/{done.Id()}/undo", new { }).JsonAsync(HttpStatusCode.Accepted);
        await EndAsync(done.Id());
        ((await AttributeAsync(ids[0])), (await AttributeAsync(ids[1]))).ShouldBe(("tin", null));

        async Task<string?> AttributeAsync(Guid id) =>
            (await _ops.GetAsync($"/v1/accounts/{id}").JsonAsync()).GetProperty("attributes").TextOrNull(name);
    }

    [Fact]
    public async Task What_is_cut_off_in_the_middle_goes_on_and_nothing_is_done_twice()
    {
        var ids = await AccountsAsync(Api.Unique("bulk"), 40);
        var subject = Api.Unique("note");
        var started = await _ops.PostAsync(
                "/v1/bulk",
                new
                {
                    operation = "log_note",
                    ids,
                    note = new { subject },
                }
            )
            .JsonAsync(HttpStatusCode.Accepted);
        var cuts = 0;
        for (var attempt = 0; attempt < 20; attempt++)
            // As a killed process leaves it: the connection is gone in the middle of a transaction.
            cuts += await service.Database.ScalarAsync<int>(
                """
                select count(pg_terminate_backend(pid))::int from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                    and query like '%bulk_change_item%' and xact_start is not null
                """
            );
        var done = await EndAsync(started.Id());

        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} connections were cut");
        (done.Number("changed"), done.Number("refused")).ShouldBe((40, 0));
        (
            await service.Database.ScalarAsync<string>(
                "select count(*) || ' of ' || count(distinct account_id) from activity where subject = @subject",
                new { subject }
            )
        ).ShouldBe("40 of 40");
    }

    [Fact]
    public async Task What_is_missing_or_too_much_is_named()
    {
        foreach (
            var (body, field) in new (object, string)[]
            {
                (new { operation = "set_mood", ids = new[] { Guid.NewGuid() } }, "operation"),
                (new { operation = "log_note", note = new { subject = "x" } }, "query"),
                (new { operation = "log_note", ids = new[] { Guid.NewGuid() } }, "note"),
                (new { operation = "hand_over", ids = new[] { Guid.NewGuid() } }, "handOver"),
                (
                    new
                    {
                        operation = "log_note",
                        query = new { band = "blue" },
                        note = new { subject = "x" },
                    },
                    "query.band"
                ),
            }
        )
            (await _ops.PostAsync("/v1/bulk", body).JsonAsync(HttpStatusCode.BadRequest))
                .GetProperty("errors")
                .TryGetProperty(field, out _)
                .ShouldBeTrue(field);
        (await _ops.GetAsync($"/v1/bulk/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
