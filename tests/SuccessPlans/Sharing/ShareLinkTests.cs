using System.Net;
using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Accounts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Tests.Plans;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>What a customer's link opens, and everything that it must not open.</summary>
public class ShareLinkTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _customer = service.ClientFor(Roles.Customer, "link:somebody");

    [Fact]
    public async Task The_secret_is_unguessable_shown_once_and_kept_as_a_hash()
    {
        var plan = await service.PlanAsync();
        var (path, _) = await LinkAsync(plan);
        var token = path.Split('/')[^1];

        token.Length.ShouldBe(43, "256 bits");
        (await service.Database.ScalarAsync<bool>("select exists (select from share_link where token_hash = @hash)", new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(token)) })).ShouldBeTrue();
        (await (await plan.Csm.SendJsonAsync(HttpMethod.Get, $"{plan.Path}/links")).Content.ReadAsStringAsync()).ShouldNotContain(token);
        (await service.Database.ScalarAsync<long>("select count(*) from plan_change where after::text like '%' || @token || '%'", new { token })).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_shows_goals_figures_milestones_responsibilities_meetings_and_progress_and_nothing_of_how_we_work()
    {
        var plan = await service.PlanAsync("enterprise", empty: false);
        var objective = await plan.AddSmartObjectiveAsync(10, 4);
        await plan.Csm.PostAsync($"{plan.Path}/objectives/{objective.Id()}/readings", new { value = 7, note = "an internal remark" });
        var (path, link) = await LinkAsync(plan, plan.Sponsor);

        var page = await PageAsync(path);
        foreach (var shown in new[] { "Close our books in four days", "Days to close", "Kickoff held", "Executive sponsor", "Status call", "50 %" }) page.ShouldContain(shown);
        foreach (var hidden in new[] { "an internal remark", plan.Id.ToString(), plan.Account.ToString(), link.ToString(), plan.Sponsor.ToString() }) page.ShouldNotContain(hidden);
        (await _customer.ReadAsync("/v1" + path)).Text("reader").ShouldBe("Sandra Sponsor");
    }

    [Fact]
    public async Task What_people_typed_is_text_on_the_page_never_markup()
    {
        var plan = await service.PlanAsync();
        await plan.Csm.PutAsync(plan.Path, new { summary = "<script>alert(1)</script>", success3Months = "<img src=x onerror=alert(1)>" });
        var (path, _) = await LinkAsync(plan);
        await FormAsync($"{path}/comments", ("name", "\"><b>x"), ("text", "<iframe src=//evil>"));

        var page = await PageAsync(path);
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("<iframe");
        page.ShouldContain("&lt;iframe src=//evil&gt;");
    }

    [Fact]
    public async Task The_customer_comments_completes_their_own_step_and_confirms_value()
    {
        using var confirmed = await Listening.ToAsync<ValueConfirmed>(service);
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Name the champions", service.Today.AddDays(9), side: "customer");
        var claim = await plan.Csm.PostAsync($"{plan.Path}/claims", new { text = "Two days faster", evidence = "Ledger" });
        var (path, link) = await LinkAsync(plan, plan.Sponsor);

        (await FormAsync($"{path}/comments", ("text", "We are on it"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await FormAsync($"{path}/steps/{step}/completion", ("evidence", "Anna and Ben"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await FormAsync($"{path}/claims/{claim.Id()}/confirmation")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await FormAsync($"{path}/claims/{claim.Id()}/confirmation")).StatusCode.ShouldBe(HttpStatusCode.SeeOther, "a second press changes nothing");

        var after = await plan.StepAsync(step);
        (after.Text("status"), after.Text("evidence"), after.Text("doneBy")).ShouldBe(("done", "Anna and Ben", $"link:{link}"));
        (await plan.Csm.ReadAsync($"{plan.Path}/comments")).List("items").Single().Text("author").ShouldBe("Sandra Sponsor");
        var kept = (await plan.ReadAsync()).List("claims").Single();
        (kept.Text("confirmedBy"), kept.Text("confirmedVia")).ShouldBe(("Sandra Sponsor", "shared_link"));
        (await confirmed.FirstAsync(e => e.ClaimId == claim.Id())).ConfirmedBy.ShouldBe("Sandra Sponsor");
        confirmed.Heard.Count(e => e.ClaimId == claim.Id()).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_for_several_people_asks_who_confirms()
    {
        var plan = await service.PlanAsync();
        var claim = await plan.Csm.PostAsync($"{plan.Path}/claims", new { text = "Two days faster", evidence = "Ledger" });
        var (path, _) = await LinkAsync(plan);
        await FormAsync($"{path}/claims/{claim.Id()}/confirmation");
        (await plan.ReadAsync()).List("claims").Single().TryGetProperty("confirmedAt", out _).ShouldBeFalse();
        await FormAsync($"{path}/claims/{claim.Id()}/confirmation", ("name", "Pat Customer"));
        (await plan.ReadAsync()).List("claims").Single().Text("confirmedBy").ShouldBe("Pat Customer");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_comments_once()
    {
        var plan = await service.PlanAsync();
        var (path, _) = await LinkAsync(plan, plan.Sponsor);
        var id = Guid.NewGuid().ToString();
        await FormAsync($"{path}/comments", ("id", id), ("text", "Once"));
        await FormAsync($"{path}/comments", ("id", id), ("text", "Once"));
        (await plan.Csm.ReadAsync($"{plan.Path}/comments")).List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_access_is_recorded_a_refused_one_too()
    {
        var plan = await service.PlanAsync();
        var (path, link) = await LinkAsync(plan, plan.Sponsor);
        await PageAsync(path);
        await FormAsync($"{path}/comments", ("text", "Hello"));
        await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/links/{link}");
        await _customer.GetAsync(path);

        var log = (await plan.Csm.ReadAsync($"{plan.Path}/links/{link}/accesses")).List("items");
        log.Select(a => a.Text("action")).ShouldBe(["read", "comment", "read"]);
        log[0].Text("refused").ShouldBe("revoked");
        (await plan.Csm.ReadAsync($"{plan.Path}/links")).EnumerateArray().Single().Number("accesses").ShouldBe(2);
    }

    [Fact]
    public async Task A_link_cannot_read_or_change_another_plan_or_another_account()
    {
        var (mine, other) = (await service.PlanAsync(), await service.PlanAsync());
        var step = await other.StepAsync("Theirs", service.Today.AddDays(9), side: "customer");
        var claim = await other.Csm.PostAsync($"{other.Path}/claims", new { text = "Theirs", evidence = "Ledger" });
        var (path, _) = await LinkAsync(mine, mine.Sponsor);

        (await FormAsync($"{path}/steps/{step}/completion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FormAsync($"{path}/claims/{claim.Id()}/confirmation")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.StepAsync(step)).Text("status").ShouldBe("open");
        (await other.ReadAsync()).List("claims").Single().TryGetProperty("confirmedAt", out _).ShouldBeFalse();
        (await PageAsync(path)).ShouldNotContain("Theirs");
        foreach (var id in new[] { other.Id, other.Account, mine.Id }) (await _customer.GetAsync($"/shared/plans/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_does_not_complete_our_own_steps_nor_what_still_waits()
    {
        var plan = await service.PlanAsync();
        var ours = await plan.StepAsync("Ours", service.Today.AddDays(9));
        var waiting = await plan.StepAsync("Waiting", service.Today.AddDays(9), side: "customer", dependsOn: ours);
        var (path, _) = await LinkAsync(plan, plan.Sponsor);
        (await FormAsync($"{path}/steps/{ours}/completion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FormAsync($"{path}/steps/{waiting}/completion")).Headers.Location!.ToString().ShouldContain("done=blocked");
        (await plan.ReadAsync()).List("steps").ShouldAllBe(s => s.Text("status") != "done");
    }

    [Fact]
    public async Task A_link_opens_no_api_route_not_even_of_its_own_plan()
    {
        var plan = await service.PlanAsync();
        string[] reads = [plan.Path, $"{plan.Path}/history", $"{plan.Path}/links", $"{plan.Path}/comments", $"{plan.Path}/claims", $"{plan.Path}/proof", "/v1/plans", "/v1/plan-templates", "/v1/tactics", $"/v1/accounts/{plan.Account}/plan", $"/v1/accounts/{plan.Account}/plan/tactics"];
        foreach (var read in reads) (await _customer.GetAsync(read)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, read);
        string[] writes = [$"{plan.Path}/objectives", $"{plan.Path}/agreement", $"{plan.Path}/links", $"{plan.Path}/comments", $"{plan.Path}/claims", $"/v1/accounts/{plan.Account}/plan/tactics", "/v1/plans"];
        foreach (var write in writes) (await _customer.SendJsonAsync(HttpMethod.Post, write, new { }, "*")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, write);
        foreach (var scope in new[] { "plans:read", "plans:write" })
            (await service.ClientFor(Roles.Partner, "key:1", scope).GetAsync("/v1/shared/plans/anything")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a key is no link");
    }

    [Fact]
    public async Task A_link_opens_nothing_after_it_was_revoked()
    {
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Yours", service.Today.AddDays(9), side: "customer");
        var (path, link) = await LinkAsync(plan, plan.Sponsor);
        await PageAsync(path);
        (await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/links/{link}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await OpensNothingAsync(path, plan, step);
    }

    [Fact]
    public async Task A_link_opens_nothing_after_it_expired()
    {
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Yours", service.Today.AddDays(9), side: "customer");
        var (path, _) = await LinkAsync(plan, plan.Sponsor, days: 2);
        await service.PassDaysAsync(1);
        await PageAsync(path);
        await service.PassDaysAsync(1);
        await OpensNothingAsync(path, plan, step);
    }

    [Fact]
    public async Task A_tampered_secret_opens_nothing()
    {
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Yours", service.Today.AddDays(9), side: "customer");
        var (path, _) = await LinkAsync(plan, plan.Sponsor);
        var token = path.Split('/')[^1];
        string[] tampered = [Flip(token, 0), Flip(token, 20), Flip(token, token.Length - 1), token[..^1], token + "A", token.ToUpperInvariant(), "%00", new string('a', 5_000), "' or 1=1 --"];
        foreach (var secret in tampered) await OpensNothingAsync($"/shared/plans/{Uri.EscapeDataString(secret)}", plan, step);
        await PageAsync(path);
    }

    [Fact]
    public async Task An_open_page_is_told_of_changes_and_that_its_link_is_over()
    {
        var plan = await service.PlanAsync();
        var (path, link) = await LinkAsync(plan);
        using var answer = await _customer.GetAsync($"{path}/events", HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe("retry: 5000");

        using var stop = new CancellationTokenSource();
        var changing = ChangeUntilAsync(plan, stop.Token);
        await UntilAsync(lines, "event: changed");
        await stop.CancelAsync();
        await changing;
        await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/links/{link}");
        await UntilAsync(lines, "event: closed");
        while (await lines.ReadLineAsync() is not null)
        {
            // To the end of the stream.
        }
    }

    [Fact]
    public async Task A_persons_erasure_leaves_nothing_of_them_in_the_database()
    {
        using var heard = await Listening.ToAsync<ContactErased>(service);
        var plan = await service.PlanAsync();
        var person = await service.ContactAsync(plan.Account, "Zacharias Quillfeather", "executive", "executive_sponsor");
        var claim = await plan.Csm.PostAsync($"{plan.Path}/claims", new { text = "As Zacharias Quillfeather says, two days faster", evidence = "Ledger" });
        var (path, _) = await LinkAsync(plan, person);
        await FormAsync($"{path}/comments", ("text", "Yours, Zacharias Quillfeather"));
        await FormAsync($"{path}/claims/{claim.Id()}/confirmation");
        await plan.Csm.PutAsync(plan.Path, new { summary = "Zacharias Quillfeather leads" });
        await plan.Csm.PutAsync($"{plan.Path}/expectations", new { expectations = new[] { new { side = "customer", role = "Sponsor", contactId = person, text = "Zacharias Quillfeather decides" } } });
        (await TracesAsync("Quillfeather")).ShouldNotBeEmpty();

        var erasure = Guid.NewGuid();
        await service.TellAsync(new ContactErasureRequested(plan.Account, erasure, person, []));
        (await heard.FirstAsync(e => e.ErasureId == erasure)).RowsChanged.ShouldBeGreaterThan(5);
        await Eventually.HoldsAsync(async () => (await TracesAsync("Quillfeather", person.ToString())).All(t => t.StartsWith("messaging.", StringComparison.Ordinal) || t.StartsWith("erased_contact", StringComparison.Ordinal)), "only the id is left, so that nobody brings them back");
        (await TracesAsync("Quillfeather")).ShouldBeEmpty();
        (await _customer.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "their link is over");
        (await plan.ReadAsync()).List("claims").Single().Text("confirmedBy").ShouldBe("(erased)");
    }

    private async Task OpensNothingAsync(string path, PlanInTest plan, Guid step)
    {
        foreach (var read in new[] { path, $"{path}/proof", $"{path}/events", "/v1" + path }) (await _customer.GetAsync(read)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        foreach (var write in new[] { $"{path}/comments", $"{path}/steps/{step}/completion" }) (await FormAsync(write, ("name", "x"), ("text", "x"))).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        (await plan.StepAsync(step)).Text("status").ShouldBe("open");
        (await plan.Csm.ReadAsync($"{plan.Path}/comments")).List("items").ShouldBeEmpty();
    }

    private async Task<string> PageAsync(string path)
    {
        var answer = await _customer.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> FormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        return await _customer.PostAsync(path, form);
    }

    private static async Task<(string Path, Guid Id)> LinkAsync(PlanInTest plan, Guid? contact = null, int? days = null)
    {
        var link = await plan.Csm.PostAsync($"{plan.Path}/links", new { label = "For the customer", contactId = contact, days });
        return (link.Text("path"), link.Id());
    }

    private static string Flip(string token, int at) => string.Concat(token.AsSpan(0, at), token[at] == 'A' ? "B" : "A", token.AsSpan(at + 1));

    /// <summary>The page learns on its first look what it shows already, so a single change might come before that.</summary>
    private static async Task ChangeUntilAsync(PlanInTest plan, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await plan.Csm.PutAsync(plan.Path, new { summary = $"Change {i}" });
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private static async Task UntilAsync(StreamReader lines, string wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line == wanted) return;
        throw new InvalidOperationException($"The stream ended before '{wanted}'.");
    }

    private async Task<List<string>> TracesAsync(params string[] texts)
    {
        var tables = await service.Database.QueryAsync<string>("select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in ('public', 'messaging')");
        var traces = new List<string>();
        foreach (var table in tables)
            foreach (var text in texts)
            {
                var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
                if (await service.Database.ScalarAsync<long>($"select count(*) from {table} as row where row::text ilike '%' || @text || '%' or row::text ilike '%' || @hex || '%'", new { text, hex }) > 0) traces.Add($"{table.Replace("public.", "", StringComparison.Ordinal)}: {text}");
            }

        return traces;
    }
}
