using System.Net;
using Npgsql;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tests.Tactics;

public class TacticTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task The_library_has_three_to_five_outcomes_per_customer_type()
    {
        var outcomes = (await _ops.SendJsonAsync(HttpMethod.Get, "/v1/tactics/outcomes")).JsonAsync();
        (await outcomes)
            .EnumerateArray()
            .GroupBy(o => o.Text("customerType"))
            .ShouldAllBe(g => g.Count() >= 3 && g.Count() <= 5);

        HttpResponseMessage answer;
        do answer = await _ops.SendJsonAsync(
            HttpMethod.Post,
            "/v1/tactics/outcomes",
            new { customerType = "smb", name = "Outcome " + Guid.NewGuid() }
        );
        while (answer.StatusCode == HttpStatusCode.Created);
        await answer.ProblemAsync(409, "tactics/too-many-outcomes");
        (await _ops.ReadAsync("/v1/tactics/outcomes?customerType=smb")).GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task A_tactic_carries_case_studies_and_what_was_observed()
    {
        var tactic = await TacticAsync(days: 10);
        await _ops.PostAsync(
            $"/v1/tactics/{tactic}/case-studies",
            new
            {
                title = "A maker of pumps",
                text = "Named champions first.",
                result = "Activation 30 % faster",
            }
        );
        foreach (var days in new[] { 2, 4 })
        {
            var account = await service.AccountAsync();
            var agreed = await AgreeAsync(account, tactic);
            await service.PassDaysAsync(days);
            await _ops.PostAsync(
                $"/v1/accounts/{account}/plan/tactics/{agreed.Id()}/completion",
                new { result = "done" }
            );
        }

        var view = await _ops.ReadAsync($"/v1/tactics/{tactic}");
        view.List("caseStudies").Single().Text("result").ShouldBe("Activation 30 % faster");
        var observed = view.GetProperty("observed");
        (
            observed.Number("started"),
            observed.Number("completed"),
            observed.Number("medianDays"),
            observed.Number("meanAdoption")
        ).ShouldBe((2, 2, 3, 1));
    }

    [Fact]
    public async Task Of_fifty_concurrent_requests_three_tactics_become_active_and_the_others_wait()
    {
        var account = await service.AccountAsync();
        var tactics = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TacticAsync()));
        var answers = await Task.WhenAll(
            tactics.Select(t =>
                _ops.SendJsonAsync(HttpMethod.Post, $"/v1/accounts/{account}/plan/tactics", new { tacticId = t })
            )
        );

        foreach (var answer in answers)
            await answer.JsonAsync();
        var states = (await ReadAsync(account)).Select(t => t.Text("state")).ToList();
        (states.Count(s => s == "active"), states.Count(s => s == "queued")).ShouldBe((3, 47));
    }

    [Fact]
    public async Task While_fifty_requests_complete_stop_and_agree_at_once_never_more_than_three_are_active()
    {
        var account = await service.AccountAsync();
        var tactics = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => TacticAsync()));
        for (var i = 0; i < 10; i++)
            await AgreeAsync(account, tactics[i]);
        var active = (await ReadAsync(account)).Where(t => t.Text("state") is "active" or "queued").ToList();

        var calls = tactics
            .Skip(10)
            .Select(t =>
                _ops.SendJsonAsync(HttpMethod.Post, $"/v1/accounts/{account}/plan/tactics", new { tacticId = t })
            )
            .Concat(
                active.Select(
                    (t, i) =>
                        _ops.SendJsonAsync(
                            HttpMethod.Post,
                            $"/v1/accounts/{account}/plan/tactics/{t.Id()}/{(i % 2 == 0 ? "completion" : "stop")}",
                            new { }
                        )
                )
            )
            .Concat(
                active.Select(t =>
                    _ops.SendJsonAsync(
                        HttpMethod.Post,
                        $"/v1/accounts/{account}/plan/tactics/{t.Id()}/adoption",
                        new { adoption = 0.5 }
                    )
                )
            )
            .Concat(
                Enumerable
                    .Range(0, 10)
                    .Select(async _ =>
                    {
                        (
                            await service.Database.ScalarAsync<long>(
                                "select count(*) from account_tactic where account_id = @account and state = 'active'",
                                new { account }
                            )
                        ).ShouldBeLessThanOrEqualTo(3);
                        return new HttpResponseMessage(HttpStatusCode.OK);
                    })
            );
        foreach (var answer in await Task.WhenAll(calls))
            ((int)answer.StatusCode).ShouldBeOneOf(200, 409);

        (await ReadAsync(account))
            .Count(t => t.Text("state") == "active")
            .ShouldBe(3, "whatever ended was followed by the next");
    }

    [Fact]
    public async Task A_fourth_active_tactic_has_no_row_to_stand_in_even_past_the_service()
    {
        var account = await service.AccountAsync();
        for (var i = 0; i < 4; i++)
            await AgreeAsync(account, await TacticAsync());
        foreach (var slot in new int?[] { 1, 2, 3, 4, 0, null })
        {
            await Should.ThrowAsync<PostgresException>(() =>
                service.Database.ExecuteAsync(
                    "update account_tactic set state = 'active', slot = @slot where account_id = @account and "
                        + "state = 'queued'",
                    new { account, slot }
                )
            );
        }
    }

    [Fact]
    public async Task Slow_adoption_escalates_to_the_customers_executive_sponsor_once_and_ends_when_it_has_caught_up()
    {
        using var heard = await service.ListenToAsync<TacticStalled>();
        var account = await service.AccountAsync();
        await service.ContactAsync(account, "Dora Director", "director", "champion");
        var sponsor = await service.ContactAsync(account, "Sandra Sponsor", "executive", "executive_sponsor");
        var agreed = await AgreeAsync(account, await TacticAsync(days: 20));
        await service.PassDaysAsync(6);
        (await ReadAsync(account))
            .Single()
            .TryGetProperty("stalledOn", out _)
            .ShouldBeFalse("the first days call nothing slow");
        await service.PassDaysAsync(4);
        await service.PassDaysAsync(1);

        var told = await heard.FirstAsync(e => e.TacticId == agreed.Id());
        (told.AccountId, told.Adoption, told.Expected, told.SponsorContactId).ShouldBe((account, 0m, 0.5m, sponsor));
        var view = await _ops.ReadAsync($"/v1/accounts/{account}/plan/tactics");
        view.List("escalations").Single().Text("contactName").ShouldBe("Sandra Sponsor");

        await _ops.PostAsync($"/v1/accounts/{account}/plan/tactics/{agreed.Id()}/adoption", new { adoption = 0.6 });
        var after = await _ops.ReadAsync($"/v1/accounts/{account}/plan/tactics");
        after.List("items").Single().TryGetProperty("stalledOn", out _).ShouldBeFalse();
        after.List("escalations").Single().TryGetProperty("resolvedAt", out _).ShouldBeTrue();
        heard.Heard.Count(e => e.TacticId == agreed.Id()).ShouldBe(1);
    }

    [Fact]
    public async Task Early_completion_pulls_the_next_of_the_queue()
    {
        var account = await service.AccountAsync();
        var agreed = new List<Guid>();
        for (var i = 0; i < 5; i++)
            agreed.Add((await AgreeAsync(account, await TacticAsync(days: 30))).Id());
        await service.PassDaysAsync(3);

        var completed = await _ops.PostAsync(
            $"/v1/accounts/{account}/plan/tactics/{agreed[1]}/adoption",
            new { adoption = 1 }
        );
        completed.Text("state").ShouldBe("completed");
        var active = (await ReadAsync(account)).Where(t => t.Text("state") == "active").Select(t => t.Id()).ToList();
        active.Order().ShouldBe(new[] { agreed[0], agreed[2], agreed[3] }.Order());
        (await ReadAsync(account)).Single(t => t.Id() == agreed[3]).Text("startedOn").ShouldBe(service.Today.Iso());
        await (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/accounts/{account}/plan/tactics/{agreed[4]}/completion",
                new { }
            )
        ).ProblemAsync(409, "tactics/not-active");
    }

    [Fact]
    public async Task The_same_tactic_is_not_agreed_twice_and_a_stranger_agrees_none()
    {
        var account = await service.AccountAsync("csm-1");
        var tactic = await TacticAsync();
        await AgreeAsync(account, tactic);
        await (
            await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/accounts/{account}/plan/tactics", new { tacticId = tactic })
        ).ProblemAsync(409, "tactics/already-agreed");
        await (
            await service
                .ClientFor(Roles.Csm, "csm-2")
                .SendJsonAsync(
                    HttpMethod.Post,
                    $"/v1/accounts/{account}/plan/tactics",
                    new { tacticId = await TacticAsync() }
                )
        ).ProblemAsync(403);
    }

    private async Task<Guid> TacticAsync(int days = 30)
    {
        var outcome = (await _ops.ReadAsync("/v1/tactics/outcomes?customerType=mid_market"))[0].Id();
        return (
            await _ops.PostAsync(
                "/v1/tactics",
                new
                {
                    outcomeId = outcome,
                    name = "Tactic " + Guid.NewGuid(),
                    description = "Try it",
                    steps = new[] { "one" },
                    days,
                }
            )
        ).Id();
    }

    private Task<System.Text.Json.JsonElement> AgreeAsync(Guid account, Guid tactic) =>
        _ops.PostAsync($"/v1/accounts/{account}/plan/tactics", new { tacticId = tactic });

    private async Task<IReadOnlyList<System.Text.Json.JsonElement>> ReadAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/accounts/{account}/plan/tactics")).List("items");
}
