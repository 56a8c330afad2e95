using System.Net;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>Everything that a customer's link must not open.</summary>
public class ShareLinkLimitsTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _customer = service.ClientFor(Roles.Customer, "link:somebody");

    [Fact]
    public async Task A_link_cannot_read_or_change_another_plan_or_another_account()
    {
        var (mine, other) = (await service.PlanAsync(), await service.PlanAsync());
        var step = await other.StepAsync("Theirs", service.Today.AddDays(9), side: "customer");
        var claim = await other.Csm.PostAsync($"{other.Path}/claims", new { text = "Theirs", evidence = "Ledger" });
        var (path, _) = await mine.LinkAsync(mine.Sponsor);

        (await _customer.FormAsync($"{path}/steps/{step}/completion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _customer.FormAsync($"{path}/claims/{claim.Id()}/confirmation")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await other.StepAsync(step)).Text("status").ShouldBe("open");
        (await other.ReadAsync()).List("claims").Single().TryGetProperty("confirmedAt", out _).ShouldBeFalse();
        (await _customer.PageAsync(path)).ShouldNotContain("Theirs");
        foreach (var id in new[] { other.Id, other.Account, mine.Id })
            (await _customer.GetAsync($"/shared/plans/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_does_not_complete_our_own_steps_nor_what_still_waits()
    {
        var plan = await service.PlanAsync();
        var ours = await plan.StepAsync("Ours", service.Today.AddDays(9));
        var waiting = await plan.StepAsync("Waiting", service.Today.AddDays(9), side: "customer", dependsOn: ours);
        var (path, _) = await plan.LinkAsync(plan.Sponsor);
        (await _customer.FormAsync($"{path}/steps/{ours}/completion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _customer.FormAsync($"{path}/steps/{waiting}/completion"))
            .Headers.Location!.ToString()
            .ShouldContain("done=blocked");
        (await plan.ReadAsync()).List("steps").ShouldAllBe(s => s.Text("status") != "done");
    }

    [Fact]
    public async Task A_link_opens_no_api_route_not_even_of_its_own_plan()
    {
        var plan = await service.PlanAsync();
        string[] reads =
        [
            plan.Path,
            $"{plan.Path}/history",
            $"{plan.Path}/links",
            $"{plan.Path}/comments",
            $"{plan.Path}/claims",
            $"{plan.Path}/proof",
            "/v1/plans",
            "/v1/plan-templates",
            "/v1/tactics",
            $"/v1/accounts/{plan.Account}/plan",
            $"/v1/accounts/{plan.Account}/plan/tactics",
        ];
        foreach (var read in reads)
            (await _customer.GetAsync(read)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, read);
        string[] writes =
        [
            $"{plan.Path}/objectives",
            $"{plan.Path}/agreement",
            $"{plan.Path}/links",
            $"{plan.Path}/comments",
            $"{plan.Path}/claims",
            $"/v1/accounts/{plan.Account}/plan/tactics",
            "/v1/plans",
        ];
        foreach (var write in writes)
            (await _customer.SendJsonAsync(HttpMethod.Post, write, new { }, "*")).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden,
                write
            );
        foreach (var scope in new[] { "plans:read", "plans:write" })
            (
                await service.ClientFor(Roles.Partner, "key:1", scope).GetAsync("/v1/shared/plans/anything")
            ).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a key is no link");
    }

    [Fact]
    public async Task A_link_opens_nothing_after_it_was_revoked()
    {
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Yours", service.Today.AddDays(9), side: "customer");
        var (path, link) = await plan.LinkAsync(plan.Sponsor);
        await _customer.PageAsync(path);
        (await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/links/{link}")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        await OpensNothingAsync(path, plan, step);
    }

    [Fact]
    public async Task A_link_opens_nothing_after_it_expired()
    {
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Yours", service.Today.AddDays(9), side: "customer");
        var (path, _) = await plan.LinkAsync(plan.Sponsor, days: 2);
        await service.PassDaysAsync(1);
        await _customer.PageAsync(path);
        await service.PassDaysAsync(1);
        await OpensNothingAsync(path, plan, step);
    }

    [Fact]
    public async Task A_tampered_secret_opens_nothing()
    {
        var plan = await service.PlanAsync();
        var step = await plan.StepAsync("Yours", service.Today.AddDays(9), side: "customer");
        var (path, _) = await plan.LinkAsync(plan.Sponsor);
        var token = path.Split('/')[^1];
        string[] tampered =
        [
            Flip(token, 0),
            Flip(token, 20),
            Flip(token, token.Length - 1),
            token[..^1],
            token + "A",
            token.ToUpperInvariant(),
            "%00",
            new string('a', 5_000),
            "' or 1=1 --",
        ];
        foreach (var secret in tampered)
            await OpensNothingAsync($"/shared/plans/{Uri.EscapeDataString(secret)}", plan, step);
        await _customer.PageAsync(path);
    }

    private async Task OpensNothingAsync(string path, PlanInTest plan, Guid step)
    {
        foreach (var read in new[] { path, $"{path}/proof", $"{path}/events", "/v1" + path })
            (await _customer.GetAsync(read)).StatusCode.ShouldBeOneOf(
                HttpStatusCode.NotFound,
                HttpStatusCode.BadRequest
            );
        foreach (var write in new[] { $"{path}/comments", $"{path}/steps/{step}/completion" })
            (await _customer.FormAsync(write, ("name", "x"), ("text", "x"))).StatusCode.ShouldBeOneOf(
                HttpStatusCode.NotFound,
                HttpStatusCode.BadRequest
            );
        (await plan.StepAsync(step)).Text("status").ShouldBe("open");
        (await plan.Csm.ReadAsync($"{plan.Path}/comments")).List("items").ShouldBeEmpty();
    }

    private static string Flip(string token, int at) =>
        string.Concat(token.AsSpan(0, at), token[at] == 'A' ? "B" : "A", token.AsSpan(at + 1));
}
