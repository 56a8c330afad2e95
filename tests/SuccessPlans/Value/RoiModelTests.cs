using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Value;

public class RoiModelTests(SuccessPlansUnderTest service)
{
    [Fact]
    public async Task A_model_with_a_feature_that_does_not_exist_is_refused()
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync();
        service.Use.Unknown["no-such-feature"] = true;
        var activities = new[]
        {
            new
            {
                feature = "no-such-feature",
                measure = "events",
                span = "since_start",
                perUnit = 1,
            },
        };
        var refused = await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Put,
                $"{plan.Path}/objectives/{objective.Id()}/roi-model",
                new { from = "zero", activities },
                "*"
            )
        ).ProblemAsync(400);
        refused
            .GetProperty("errors")
            .GetProperty("activities[0].feature")[0]
            .GetString()!
            .ShouldStartWith("no feature is called 'no-such-feature'");
    }

    [Fact]
    public async Task Usage_measures_an_objective_that_is_linked_to_it_and_shows_what_it_is_worth()
    {
        using var heard = await service.ListenToAsync<PlanProgressed>();
        var plan = await service.PlanAsync();
        var up = await plan.AddSmartObjectiveAsync(0, 100, new Money(50, "EUR"));
        await plan.Csm.PutAsync(
            $"{plan.Path}/objectives/{up.Id()}/roi-model",
            new
            {
                from = "zero",
                activities = new[]
                {
                    new
                    {
                        feature = "automation",
                        measure = "events",
                        span = "since_start",
                        perUnit = 2.5,
                    },
                },
            }
        );
        service.Use.Add(plan.Account, "automation", "u1", service.Today, times: 12);
        service.Use.Add(plan.Account, "automation", "u1", service.Today.AddDays(-400), times: 99);
        await service.TurnAsync();

        var view = (await plan.ReadAsync()).List("objectives").Single();
        (view.Number("current"), view.Number("delivered"), view.Text("measurement")).ShouldBe((30, 0.3m, "telemetry"));
        view.GetProperty("value").Text("amount").ShouldBe("1500.00");
        await heard.FirstAsync(e => e.PlanId == plan.Id && e.Progress == 0.3m);
        var version = (await plan.ReadAsync()).GetProperty("version").GetInt32();
        await service.TurnAsync();
        (await plan.ReadAsync()).GetProperty("version").GetInt32().ShouldBe(version, "the same use changes nothing");
    }

    [Fact]
    public async Task Use_that_brings_a_metric_down_counts_from_the_baseline()
    {
        var plan = await service.PlanAsync();
        var down = await plan.AddSmartObjectiveAsync(10, 4);
        await plan.Csm.PutAsync(
            $"{plan.Path}/objectives/{down.Id()}/roi-model",
            new
            {
                from = "baseline",
                activities = new[]
                {
                    new
                    {
                        feature = "matching",
                        measure = "active_users",
                        span = "last_28_days",
                        perUnit = -1,
                    },
                },
            }
        );
        foreach (var user in new[] { "a", "b", "c" })
            service.Use.Add(plan.Account, "matching", user, service.Today, times: 5);
        service.Use.Add(plan.Account, "matching", "gone", service.Today.AddDays(-28));
        await service.TurnAsync();
        var view = (await plan.ReadAsync()).List("objectives").Single();
        (view.Number("current"), view.Number("delivered")).ShouldBe((7, 0.5m));
    }

    [Fact]
    public async Task Use_of_a_tactics_feature_is_its_adoption_and_completes_it()
    {
        var account = await service.AccountAsync();
        var outcome = (await service.Ops.ReadAsync("/v1/tactics/outcomes?customerType=enterprise"))[0].Id();
        var tactic = await service.Ops.PostAsync(
            "/v1/tactics",
            new
            {
                outcomeId = outcome,
                name = "Used " + Guid.NewGuid(),
                description = "Use it",
                steps = new[] { "one" },
                feature = "boards",
                days = 30,
            }
        );
        await service.Ops.PostAsync(
            $"/v1/accounts/{account}/plan/tactics",
            new { tacticId = tactic.Id(), goalUsers = 4 }
        );
        service.Use.Add(account, "boards", "a", service.Today);
        await service.TurnAsync();
        (await service.Ops.ReadAsync($"/v1/accounts/{account}/plan/tactics"))
            .List("items")
            .Single()
            .Number("adoption")
            .ShouldBe(0.25m);
        foreach (var user in new[] { "b", "c", "d", "e" })
            service.Use.Add(account, "boards", user, service.Today);
        await service.TurnAsync();
        (await service.Ops.ReadAsync($"/v1/accounts/{account}/plan/tactics"))
            .List("items")
            .Single()
            .Text("state")
            .ShouldBe("completed");
    }
}
