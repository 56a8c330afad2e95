using System.Net;
using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>What a customer's link opens; what it must not open is in <see cref="ShareLinkLimitsTests"/>.</summary>
public class ShareLinkTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _customer = service.ClientFor(Roles.Customer, "link:somebody");

    [Fact]
    public async Task The_secret_is_unguessable_shown_once_and_kept_as_a_hash()
    {
        var plan = await service.PlanAsync();
        var (path, _) = await plan.LinkAsync();
        var token = path.Split('/')[^1];

        token.Length.ShouldBe(43, "256 bits");
        (
            await service.Database.ScalarAsync<bool>(
                "select exists (select from share_link where token_hash = @hash)",
                new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(token)) }
            )
        ).ShouldBeTrue();
        (
            await (await plan.Csm.SendJsonAsync(HttpMethod.Get, $"{plan.Path}/links")).Content.ReadAsStringAsync()
        ).ShouldNotContain(token);
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from plan_change where after::text like '%' || @token || '%'",
                new { token }
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_shows_goals_figures_milestones_roles_meetings_and_progress_and_nothing_internal()
    {
        var plan = await service.PlanAsync("enterprise", empty: false);
        var objective = await plan.AddSmartObjectiveAsync(10, 4);
        await plan.Csm.PostAsync(
            $"{plan.Path}/objectives/{objective.Id()}/readings",
            new { value = 7, note = "an internal remark" }
        );
        var (path, link) = await plan.LinkAsync(plan.Sponsor);

        var page = await _customer.PageAsync(path);
        foreach (
            var shown in new[]
            {
                "Close our books in four days",
                "Days to close",
                "Kickoff held",
                "Executive sponsor",
                "Status call",
                "50 %",
            }
        )
            page.ShouldContain(shown);
        foreach (
            var hidden in new[]
            {
                "an internal remark",
                plan.Id.ToString(),
                plan.Account.ToString(),
                link.ToString(),
                plan.Sponsor.ToString(),
            }
        )
            page.ShouldNotContain(hidden);
        (await _customer.ReadAsync("/v1" + path)).Text("reader").ShouldBe("Sandra Sponsor");
    }

    [Fact]
    public async Task Attempts_that_are_refused_are_no_accesses_and_head_answers_as_get_and_counts_nothing()
    {
        var plan = await service.PlanAsync();
        var ours = await plan.StepAsync("Ours", service.Today.AddDays(30));
        var (path, link) = await plan.LinkAsync();
        var head = await _customer.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        // The body is left out by the server itself, which a test host has not.
        (head.StatusCode, head.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/html"));
        await _customer.PageAsync(path);
        // Not the customer's step, and a comment without text.
        await _customer.PostAsync($"{path}/steps/{ours}/completion", null);
        await _customer.PostAsync($"{path}/comments", new FormUrlEncodedContent([]));
        await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/links/{link}");
        await _customer.GetAsync(path);

        var shown = (await plan.Csm.ReadAsync($"{plan.Path}/links")).EnumerateArray().Single(one => one.Id() == link);
        (shown.Number("accesses"), shown.Number("refusals")).ShouldBe((1, 3));
        var accesses = (await plan.Csm.ReadAsync($"{plan.Path}/links/{link}/accesses")).List("items");
        accesses
            .Select(one => one.TryGetProperty("refused", out var why) ? why.GetString() : null)
            .ShouldBe(["revoked", "incomplete", "not_found", null]);
        shown
            .GetProperty("lastAccessAt")
            .GetDateTimeOffset()
            .ShouldBe(accesses[^1].GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_people_typed_is_text_on_the_page_never_markup()
    {
        var plan = await service.PlanAsync();
        await plan.Csm.PutAsync(
            plan.Path,
            new { summary = "<script>alert(1)</script>", success3Months = "<img src=x onerror=alert(1)>" }
        );
        var (path, _) = await plan.LinkAsync();
        await _customer.FormAsync($"{path}/comments", ("name", "\"><b>x"), ("text", "<iframe src=//evil>"));

        var page = await _customer.PageAsync(path);
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("<iframe");
        page.ShouldContain("&lt;iframe src=//evil&gt;");
    }

    [Fact]
    public async Task The_customer_comments_completes_their_own_step_and_confirms_value()
    {
        using var confirmed = await service.ListenToAsync<ValueConfirmed>();
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Name the champions", service.Today.AddDays(9), side: "customer");
        var claim = await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new { text = "Two days faster", evidence = "Ledger" }
        );
        var (path, link) = await plan.LinkAsync(plan.Sponsor);

        (await _customer.FormAsync($"{path}/comments", ("text", "We are on it"))).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (
            await _customer.FormAsync($"{path}/steps/{step}/completion", ("evidence", "Anna and Ben"))
        ).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await _customer.FormAsync($"{path}/claims/{claim.Id()}/confirmation")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await _customer.FormAsync($"{path}/claims/{claim.Id()}/confirmation")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther,
            "a second press changes nothing"
        );

        var after = await plan.StepAsync(step);
        (after.Text("status"), after.Text("evidence"), after.Text("doneBy")).ShouldBe(
            ("done", "Anna and Ben", $"link:{link}")
        );
        (await plan.Csm.ReadAsync($"{plan.Path}/comments"))
            .List("items")
            .Single()
            .Text("author")
            .ShouldBe("Sandra Sponsor");
        var kept = (await plan.ReadAsync()).List("claims").Single();
        (kept.Text("confirmedBy"), kept.Text("confirmedVia")).ShouldBe(("Sandra Sponsor", "shared_link"));
        (await confirmed.FirstAsync(e => e.ClaimId == claim.Id())).ConfirmedBy.ShouldBe("Sandra Sponsor");
        confirmed.Heard.Count(e => e.ClaimId == claim.Id()).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_for_several_people_asks_who_confirms()
    {
        var plan = await service.PlanAsync();
        var claim = await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new { text = "Two days faster", evidence = "Ledger" }
        );
        var (path, _) = await plan.LinkAsync();
        await _customer.FormAsync($"{path}/claims/{claim.Id()}/confirmation");
        (await plan.ReadAsync()).List("claims").Single().TryGetProperty("confirmedAt", out _).ShouldBeFalse();
        await _customer.FormAsync($"{path}/claims/{claim.Id()}/confirmation", ("name", "Pat Customer"));
        (await plan.ReadAsync()).List("claims").Single().Text("confirmedBy").ShouldBe("Pat Customer");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_comments_once()
    {
        var plan = await service.PlanAsync();
        var (path, _) = await plan.LinkAsync(plan.Sponsor);
        var id = Guid.NewGuid().ToString();
        await _customer.FormAsync($"{path}/comments", ("id", id), ("text", "Once"));
        await _customer.FormAsync($"{path}/comments", ("id", id), ("text", "Once"));
        (await plan.Csm.ReadAsync($"{plan.Path}/comments")).List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_access_is_recorded_a_refused_one_too()
    {
        var plan = await service.PlanAsync();
        var (path, link) = await plan.LinkAsync(plan.Sponsor);
        await _customer.PageAsync(path);
        await _customer.FormAsync($"{path}/comments", ("text", "Hello"));
        await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/links/{link}");
        await _customer.GetAsync(path);

        var log = (await plan.Csm.ReadAsync($"{plan.Path}/links/{link}/accesses")).List("items");
        log.Select(a => a.Text("action")).ShouldBe(["read", "comment", "read"]);
        log[0].Text("refused").ShouldBe("revoked");
        (await plan.Csm.ReadAsync($"{plan.Path}/links")).EnumerateArray().Single().Number("accesses").ShouldBe(2);
    }

    [Fact]
    public async Task An_open_page_is_told_of_changes_and_that_its_link_is_over()
    {
        var plan = await service.PlanAsync();
        var (path, link) = await plan.LinkAsync();
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

    /// <summary>The page learns on its first look what it shows already, so a single change might come before
    /// that.</summary>
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
            if (line == wanted)
                return;
        throw new InvalidOperationException($"The stream ended before '{wanted}'.");
    }
}
