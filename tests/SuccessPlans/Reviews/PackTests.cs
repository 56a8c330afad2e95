using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.SuccessPlans.Peers;
using Platform.SuccessPlans.Reviews;
using Platform.SuccessPlans.Tests.Plans;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Reviews;

public sealed class PackTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task A_pack_holds_performance_value_recommendations_next_three_tactics_roadmap_contract_and_gut_check()
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync(10, 2);
        await plan.Csm.PostAsync($"{plan.Path}/objectives/{objective.Id()}/readings", new { value = 6 });
        var claim = await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new
            {
                text = "Closed 4 days *faster*",
                evidence = "Median of May and August",
                value = new Money(12_500m, "EUR"),
            }
        );
        await plan.Csm.PostAsync($"{plan.Path}/claims/{claim.Id()}/confirmation", new { contactId = plan.Sponsor });
        service.Contracts.Set(
            plan.Account,
            new ContractDetails(
                new Money(48_000m, "EUR"),
                40,
                new DateOnly(2027, 5, 31),
                "proposal",
                new Money(0, "EUR"),
                AutoRenew: true,
                NoticeDays: 90
            )
        );
        var first = await ReviewAsync(plan.Account);
        await _ops.PostAsync(
            $"/v1/reviews/{first.Id()}/holding",
            new
            {
                attendees = new[] { plan.Sponsor },
                summary = "Fine",
                gutCheck = new
                {
                    answer = "renew",
                    comment = "If adoption holds",
                    contactId = plan.Sponsor,
                },
            }
        );
        await service.TellAsync(
            new HealthScoreChanged(
                plan.Account,
                1,
                41m,
                null,
                HealthBand.Red,
                null,
                [new HealthDriver("breadth", 12.5m, "Show core features")],
                "smb",
                1
            )
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from account_health where account_id = @Account)",
                    new { plan.Account }
                )!,
            "health is kept"
        );

        var review = await ReviewAsync(plan.Account);
        var answer = await _ops.PostAsync(
            $"/v1/reviews/{review.Id()}/packs",
            new { roadmap = new[] { new { what = "Bulk import", when = "Q2" } } }
        );
        var pack = answer.GetProperty("content");
        var shown = pack.GetProperty("performance").List("objectives").Single();
        (shown.Number("baseline"), shown.Number("current"), shown.Number("target"), shown.Number("delivered")).ShouldBe(
            (10, 6, 2, 0.5m)
        );
        pack.GetProperty("value").List("confirmed").Single().Text("amount").ShouldBe("12500.00");
        pack.List("recommendations")
            .ShouldContain(r =>
                r.GetString()!
                    .StartsWith("Parts of the product that you pay for are hardly used", StringComparison.Ordinal)
            );
        pack.List("recommendations")
            .ShouldNotContain(r =>
                r.GetString()!.Contains("points of health", StringComparison.Ordinal)
                || r.GetString()!.Contains("Show core features", StringComparison.Ordinal)
            );
        pack.List("nextTactics").Count.ShouldBe(3);
        pack.List("roadmap").Single().Text("what").ShouldBe("Bulk import");
        pack.GetProperty("contract").Number("seats").ShouldBe(40);
        pack.GetProperty("gutCheck").Text("answer").ShouldBe("renew");
        pack.List("benchmark").Count.ShouldBe(5);
        (pack.GetProperty("contract").Flag("autoRenew"), pack.GetProperty("contract").Number("noticeDays")).ShouldBe(
            (true, 90)
        );

        var second = await _ops.PostAsync($"/v1/reviews/{review.Id()}/packs", new { });
        (second.Number("number"), second.GetProperty("content").List("roadmap").Count).ShouldBe((2, 1));
        var markdown = await (
            await _ops.GetAsync($"/v1/reviews/{review.Id()}/pack?format=markdown")
        ).Content.ReadAsStringAsync();
        markdown.ShouldContain("12,500.00 EUR");
        markdown.ShouldContain("Closed 4 days \\*faster\\*");
        markdown.ShouldContain(
            "48,000.00 EUR a year, 40 seats, renews by itself on 2027-05-31, notice until 2027-03-02 (90 days)"
        );
        markdown.ShouldContain("Would renew on");
    }

    [Fact]
    public async Task Five_accounts_give_a_benchmark_four_do_not_and_everybody_sees_the_same_for_the_quarter()
    {
        var segment = "seg_" + Guid.NewGuid().ToString("N")[..8];
        var accounts = new List<Guid>();
        for (var i = 0; i < 4; i++)
            accounts.Add(await PeerAsync(segment, 40m + 5 * i));
        (await HealthLineAsync(accounts[0])).Typical.ShouldBeNull();

        accounts.Add(await PeerAsync(segment, 90m));
        var line = await HealthLineAsync(accounts[0]);
        // 40, 45, 50, 55 and 90: 56, told as 55.
        (line.Own, line.Typical).ShouldBe((40m, 55m));
        (await HealthLineAsync(accounts[4])).ShouldBe((90m, 55m, line.AsOf));

        // One more joins, and one moves far: nobody sees a trace of either.
        accounts.Add(await PeerAsync(segment, 1m));
        await HealthAsync(accounts[4], 2, 3m);
        (await HealthLineAsync(accounts[0])).ShouldBe(line);
        (await HealthLineAsync(accounts[5])).ShouldBe((1m, 55m, line.AsOf));

        // Nor in a later quarter, while fewer than five differ.
        service.Clock.Advance(TimeSpan.FromDays(100));
        (await HealthLineAsync(accounts[0])).ShouldBe(line);

        foreach (var account in accounts.Take(5))
            await HealthAsync(account, 9, 80m);
        service.Clock.Advance(TimeSpan.FromDays(100));
        var later = await HealthLineAsync(accounts[0]);
        (later.Own, later.Typical).ShouldBe((80m, 65m));
        later.AsOf.ShouldNotBe(line.AsOf);

        var figures = (
            await service.Database.QueryAsync<Part>(
                "select figure_id, account_id, c.value from peer_contribution c join peer_figure f using "
                    + "(figure_id) where segment = @segment",
                new { segment }
            )
        )
            .GroupBy(p => p.FigureId, p => (p.AccountId, p.Value))
            .Select(g => g.ToHashSet())
            .ToList();
        figures.Count.ShouldBe(2);
        figures[0]
            .Select(p => p.AccountId)
            .Union(figures[1].Select(p => p.AccountId))
            .Count(id =>
                !figures[0].Where(p => p.AccountId == id).SequenceEqual(figures[1].Where(p => p.AccountId == id))
            )
            .ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public async Task An_erased_person_is_gone_from_packs()
    {
        var plan = await service.PlanAsync();
        var name = "Zoë \"Z\" Zander " + Guid.NewGuid().ToString("N")[..6];
        var person = await service.ContactAsync(plan.Account, name, "executive");
        var claim = await plan.Csm.PostAsync($"{plan.Path}/claims", new { text = "Faster", evidence = "Figures" });
        await plan.Csm.PostAsync($"{plan.Path}/claims/{claim.Id()}/confirmation", new { contactId = person });
        var review = await ReviewAsync(plan.Account);
        (await _ops.PostAsync($"/v1/reviews/{review.Id()}/packs", new { }))
            .GetProperty("content")
            .GetProperty("value")
            .List("claims")
            .Single()
            .Text("confirmedBy")
            .ShouldBe(name);
        using var erased = await service.ListenToAsync<ContactErased>();
        await service.TellAsync(new ContactErasureRequested(plan.Account, Guid.NewGuid(), person, []));
        await erased.FirstAsync(e => e.ContactId == person);
        var after = (await _ops.ReadAsync($"/v1/reviews/{review.Id()}/pack")).GetProperty("content");
        after.GetProperty("value").List("claims").Single().Text("confirmedBy").ShouldBe("(erased)");
        after.ToString().ShouldNotContain("Zander");
    }

    [Fact]
    public void Recommendations_name_what_is_behind_with_its_figures()
    {
        var today = new DateOnly(2026, 6, 1);
        PackObjective Objective(decimal delivered) =>
            new("Faster", "days", null, 10, 2, 9, delivered, new DateOnly(2026, 12, 1));
        IReadOnlyList<string> Of(decimal delivered, bool counted = true, decimal own = 70) =>
            Recommendations.Of(
                new PackPerformance(Guid.NewGuid(), null, null, 3, 1, [Objective(delivered)]),
                new DateOnly(2025, 12, 1),
                [new BenchmarkLine("health_score", true, own, 70, null, null, today)],
                new PackValue([], []),
                [],
                counted,
                today
            );
        Of(0.6m).ShouldBe(["1 milestone is overdue: agree on new dates or on what is in the way."]);
        Of(0.1m)
            .ShouldContain(a =>
                a.Contains("'Faster' has reached 10 % where 50 % of its time has passed", StringComparison.Ordinal)
            );
        Of(0.6m, counted: false)[0].ShouldContain("senior sponsor");
        Of(0.6m, own: 55)
            .ShouldContain(a =>
                a.Contains(
                    "How well it goes overall (0 to 100): 55 with you, around 70 with customers like you",
                    StringComparison.Ordinal
                )
            );
    }

    [Fact]
    public async Task A_figure_that_nobody_reaches_is_not_told_and_use_is_compared()
    {
        var segment = "seg_" + Guid.NewGuid().ToString("N")[..8];
        var accounts = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var account = await PeerAsync(segment, 50);
            // An admin in each, a certificate in none: the mean is 0, and "about 5" would be false.
            await service.ContactAsync(account, "Ada", null, "admin");
            for (var user = 0; user < 10 + i; user++)
                service.Use.Add(account, "reports", $"u-{user}", service.Today);
            accounts.Add(account);
        }
        var review = await ReviewAsync(accounts[0]);
        var content = (await _ops.PostAsync($"/v1/reviews/{review.Id()}/packs", new { })).GetProperty("content");

        var lines = content.List("benchmark").ToDictionary(line => line.Text("metric"));
        lines["certified_admins_percent"].Number("own").ShouldBe(0);
        lines["certified_admins_percent"].TryGetProperty("typical", out _).ShouldBeFalse();
        // 10 to 14 people: 12 on average, told as 10.
        (
            lines["active_users"].Number("own"),
            lines["active_users"].Number("typical"),
            lines["active_users"].Text("label")
        ).ShouldBe((10, 10, "People who used the product in the last 28 days"));
    }

    private async Task<JsonElement> ReviewAsync(Guid account)
    {
        foreach (
            var open in (await _ops.ReadAsync($"/v1/accounts/{account}/reviews"))
                .List("items")
                .Where(r => r.Text("type") == "qbr" && r.Text("status") is "due" or "scheduled")
        )
            return open;
        return await _ops.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "qbr",
                dueOn = service.Today,
            }
        );
    }

    private async Task<Guid> PeerAsync(string segment, decimal health)
    {
        var account = await service.AccountAsync(size: segment, motion: "self_serve");
        await HealthAsync(account, 1, health);
        return account;
    }

    private async Task HealthAsync(Guid account, int version, decimal score)
    {
        await service.TellAsync(
            new HealthScoreChanged(account, version, score, null, HealthBand.Yellow, null, [], "smb", 1)
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from account_health where account_id = @account and version = @version)",
                    new { account, version }
                )!,
            "health is kept"
        );
    }

    /// <summary>What the account's newest pack says of health.</summary>
    private async Task<(decimal? Own, decimal? Typical, string? AsOf)> HealthLineAsync(Guid account)
    {
        var review = await ReviewAsync(account);
        var line = (await _ops.PostAsync($"/v1/reviews/{review.Id()}/packs", new { }))
            .GetProperty("content")
            .List("benchmark")
            .Single(l => l.Text("metric") == "health_score");
        decimal? Number(string name) =>
            line.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDecimal() : null;
        return (Number("own"), Number("typical"), line.TryGetProperty("asOf", out var asOf) ? asOf.GetString() : null);
    }

    private sealed class Part
    {
        public Guid FigureId { get; init; }
        public Guid AccountId { get; init; }
        public decimal Value { get; init; }
    }
}
