using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Value;

public class ValueTests(SuccessPlansUnderTest service)
{
    [Theory]
    [InlineData(0, 100, 30, 0.3)]
    [InlineData(0, 100, 130, 1)]
    [InlineData(0, 100, -20, 0)]
    [InlineData(10, 4, 7, 0.5)]
    [InlineData(10, 4, 2, 1)]
    [InlineData(10, 4, 12, 0)]
    public async Task Value_delivered_is_the_share_of_the_way_from_baseline_to_target_above_or_below(
        double baseline,
        double target,
        double current,
        double delivered
    )
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync((decimal)baseline, (decimal)target);
        var view = await plan.Csm.PostAsync(
            $"{plan.Path}/objectives/{objective.Id()}/readings",
            new { value = current }
        );
        view.List("objectives").Single().Number("delivered").ShouldBe((decimal)delivered);
        view.Number("progress").ShouldBe((decimal)delivered);
    }

    [Fact]
    public async Task Money_is_shown_where_a_unit_value_is_agreed_and_never_more_than_was_agreed()
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync(10, 4, new Money(1_000, "EUR"));
        await plan.AddSmartObjectiveAsync(0, 5);
        var half = await plan.Csm.PostAsync($"{plan.Path}/objectives/{objective.Id()}/readings", new { value = 7 });
        half.List("value").Single().Text("amount").ShouldBe("3000.00");
        half.Number("progress").ShouldBe(0.25m, "the objective that was not measured counts nothing");
        half.List("objectives")[1].TryGetProperty("value", out _).ShouldBeFalse();
        var past = await plan.Csm.PostAsync($"{plan.Path}/objectives/{objective.Id()}/readings", new { value = 1 });
        past.List("value").Single().Text("amount").ShouldBe("6000.00");
    }

    [Fact]
    public async Task A_reading_of_an_earlier_day_leaves_a_later_one_as_it_is_and_the_future_is_refused()
    {
        using var heard = await service.ListenToAsync<PlanProgressed>();
        var plan = await service.PlanAsync();
        var path = $"{plan.Path}/objectives/{(await plan.AddSmartObjectiveAsync(0, 10)).Id()}/readings";
        await plan.Csm.PostAsync(path, new { value = 5 });
        var view = await plan.Csm.PostAsync(path, new { value = 9, day = service.Today.AddDays(-3).Iso() });
        view.List("objectives").Single().Number("current").ShouldBe(5);
        (await plan.Csm.ReadAsync(path)).List("items").Count.ShouldBe(2);
        await (
            await plan.Csm.SendJsonAsync(HttpMethod.Post, path, new { value = 9, day = service.Today.AddDays(1).Iso() })
        ).ProblemAsync(400);
        await heard.FirstAsync(e => e.PlanId == plan.Id && e.Progress == 0.5m);
    }

    [Fact]
    public async Task A_claim_has_evidence_and_is_confirmed_once_by_a_person_of_the_customer()
    {
        using var heard = await service.ListenToAsync<ValueConfirmed>();
        var plan = await service.PlanAsync();
        var path = $"{plan.Path}/claims";
        await (
            await plan.Csm.SendJsonAsync(HttpMethod.Post, path, new { text = "Users are activated 30 % faster" })
        ).ProblemAsync(400);
        var claim = await plan.Csm.PostAsync(
            path,
            new
            {
                text = "Users are activated 30 % faster",
                evidence = "Median days to activation: 10 in May, 7 in August",
                value = new Money(12_500, "EUR"),
            }
        );
        var stranger = await service.ContactAsync(await service.AccountAsync(), "Stranger");
        await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Post,
                $"{path}/{claim.Id()}/confirmation",
                new { contactId = stranger }
            )
        ).ProblemAsync(400);

        var confirmed = await plan.Csm.PostAsync($"{path}/{claim.Id()}/confirmation", new { contactId = plan.Sponsor });
        (confirmed.Text("confirmedBy"), confirmed.Text("confirmedVia")).ShouldBe(("Sandra Sponsor", "recorded"));
        var told = await heard.FirstAsync(e => e.ClaimId == claim.Id());
        (told.Claim, told.Value, told.ConfirmedBy).ShouldBe(
            ("Users are activated 30 % faster", new Money(12_500, "EUR"), "Sandra Sponsor")
        );
        await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Post,
                $"{path}/{claim.Id()}/confirmation",
                new { contactId = plan.Sponsor }
            )
        ).ProblemAsync(409, "plans/claim-confirmed");
        (await plan.ReadAsync()).List("confirmed").Single().Text("amount").ShouldBe("12500.00");

        await plan.Csm.PostAsync($"{path}/{claim.Id()}/withdrawal", new { });
        (await plan.ReadAsync()).List("confirmed").ShouldBeEmpty();
        (await plan.Csm.SendJsonAsync(HttpMethod.Get, path)).IsSuccessStatusCode.ShouldBeTrue();
    }
}
