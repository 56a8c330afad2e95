using Platform.Contracts.SuccessPlans;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Steps;

public class StepTests(SuccessPlansUnderTest service)
{
    [Fact]
    public async Task A_cycle_of_dependencies_is_refused_and_shown()
    {
        var plan = await service.PlanAsync();
        var on = service.Today.AddDays(30);
        var a = await plan.StepAsync("A", on);
        var b = await plan.StepAsync("B", on, dependsOn: a);
        var c = await plan.StepAsync("C", on, dependsOn: b);

        var refused = await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Put,
                $"{plan.Path}/steps/{a}",
                new
                {
                    kind = "milestone",
                    name = "A",
                    side = "ours",
                    days = 1,
                    dueOn = on.Iso(),
                    dependsOn = new[] { c },
                },
                "*"
            )
        ).ProblemAsync(422, "plans/dependency-cycle");

        var cycle = refused.GetProperty("cycle").EnumerateArray().Select(e => e.GetGuid()).ToList();
        cycle[0].ShouldBe(cycle[^1]);
        cycle.Distinct().Order().ShouldBe(new[] { a, b, c }.Order());
        refused.Text("detail").ShouldContain(" → ");
        (await plan.StepAsync(a)).List("dependsOn").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_task_that_waits_for_its_own_milestone_is_a_cycle()
    {
        var plan = await service.PlanAsync();
        var milestone = await plan.StepAsync("M", service.Today.AddDays(30));
        await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Post,
                $"{plan.Path}/steps",
                new
                {
                    kind = "task",
                    name = "T",
                    side = "ours",
                    days = 1,
                    dueOn = service.Today.AddDays(20).Iso(),
                    milestoneId = milestone,
                    dependsOn = new[] { milestone },
                }
            )
        ).ProblemAsync(422, "plans/dependency-cycle");
    }

    [Fact]
    public async Task The_critical_path_is_the_longest_chain_and_gives_the_expected_end()
    {
        var plan = await service.PlanAsync();
        var on = service.Today.AddDays(60);
        var start = await plan.StepAsync("Start", on, days: 2);
        var longer = await plan.StepAsync("Long", on, days: 10, dependsOn: start);
        var shorter = await plan.StepAsync("Short", on, days: 3, dependsOn: start);
        var end = await plan.StepAsync("End", on, days: 1, dependsOn: [longer, shorter]);

        var view = await plan.ReadAsync();
        view.List("criticalPath").Select(e => e.GetGuid()).ShouldBe([start, longer, end]);
        view.Text("expectedEnd").ShouldBe(WorkingDaysFrom(service.Today, 13).Iso());
        view.List("steps").Single(s => s.Id() == shorter).Flag("critical").ShouldBeFalse();
    }

    [Fact]
    public async Task A_step_is_done_only_after_what_it_waits_for_and_keeps_its_evidence()
    {
        using var heard = await service.ListenToAsync<MilestoneCompleted>();
        var plan = await service.PlanAsync();
        var first = await plan.StepAsync("First", service.Today.AddDays(10));
        var second = await plan.StepAsync("Second", service.Today.AddDays(10), dependsOn: first);

        (
            await (
                await plan.Csm.SendJsonAsync(HttpMethod.Post, $"{plan.Path}/steps/{second}/completion", new { })
            ).ProblemAsync(409, "plans/step-blocked")
        )
            .Text("detail")
            .ShouldContain("'First'");
        await plan.Csm.PostAsync($"{plan.Path}/steps/{first}/completion", new { evidence = "Minutes of the kickoff" });
        await plan.Csm.PostAsync($"{plan.Path}/steps/{second}/completion", new { });

        var done = await plan.StepAsync(first);
        (done.Text("status"), done.Text("evidence"), done.Text("doneBy")).ShouldBe(
            ("done", "Minutes of the kickoff", "csm-1")
        );
        (await heard.FirstAsync(e => e.MilestoneId == first)).ByTelemetry.ShouldBeFalse();
        await (
            await plan.Csm.SendJsonAsync(HttpMethod.Post, $"{plan.Path}/steps/{first}/completion", new { })
        ).ProblemAsync(409, "plans/step-done");
    }

    [Fact]
    public async Task A_reschedule_shows_the_ripple_first_and_then_applies_exactly_that()
    {
        var plan = await service.PlanAsync();
        var monday = NextMonday(service.Today.AddDays(14));
        var first = await plan.StepAsync("First", monday, days: 1);
        var next = await plan.StepAsync("Next", monday.AddDays(1), days: 2, dependsOn: first);
        var last = await plan.StepAsync("Last", monday.AddDays(30), days: 1, dependsOn: next);

        var to = monday.AddDays(7);
        var preview = await plan.Csm.ReadAsync($"{plan.Path}/steps/{first}/reschedule?dueOn={to.Iso()}");
        preview
            .List("moves")
            .Select(m => (m.GetProperty("stepId").GetGuid(), m.Text("to")))
            .ShouldBe([(first, to.Iso()), (next, to.AddDays(2).Iso())], "the last has slack");
        preview.List("moves")[1].Text("because").ShouldBe("First");
        (await plan.StepAsync(next)).Text("dueOn").ShouldBe(monday.AddDays(1).Iso(), "a preview changes nothing");

        var version = preview.GetProperty("planVersion").GetInt32();
        var applied = await plan.Csm.PostAsync(
            $"{plan.Path}/steps/{first}/reschedule",
            new { dueOn = to.Iso() },
            $"\"{version}\""
        );
        applied.List("moves").Count.ShouldBe(2);
        (await plan.StepAsync(next)).Text("dueOn").ShouldBe(to.AddDays(2).Iso());
        (await plan.StepAsync(last)).Text("dueOn").ShouldBe(monday.AddDays(30).Iso());
        await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Post,
                $"{plan.Path}/steps/{first}/reschedule",
                new { dueOn = to.Iso() },
                $"\"{version}\""
            )
        ).ProblemAsync(412);
    }

    [Fact]
    public async Task A_milestone_overdue_is_told_once_and_once_more_when_it_is_moved_and_missed_again()
    {
        using var heard = await service.ListenToAsync<MilestoneOverdue>();
        var plan = await service.PlanAsync();
        var due = NextMonday(service.Today.AddDays(1));
        var milestone = await plan.StepAsync("Data imported", due, side: "customer");
        await service.PassDaysAsync(due.DayNumber - service.Today.DayNumber);
        (await plan.StepAsync(milestone)).Text("status").ShouldBe("open", "its day is not over");
        await service.PassDaysAsync(1);
        (await plan.StepAsync(milestone)).Text("status").ShouldBe("overdue");
        await service.PassDaysAsync(1);

        var told = await heard.FirstAsync(e => e.MilestoneId == milestone);
        (told.DueOn, told.Side, told.Owner).ShouldBe((due, "customer", plan.Sponsor.ToString()));
        var later = NextMonday(service.Today.AddDays(1));
        await plan.Csm.PostAsync($"{plan.Path}/steps/{milestone}/reschedule", new { dueOn = later.Iso() });
        await service.PassDaysAsync(later.DayNumber - service.Today.DayNumber + 1);
        await service.TurnAsync();
        await heard.FirstAsync(e => e.MilestoneId == milestone && e.DueOn == later);
        heard.Heard.Count(e => e.MilestoneId == milestone).ShouldBe(2);
    }

    [Fact]
    public async Task Progress_is_told_when_only_time_passes()
    {
        using var heard = await service.ListenToAsync<PlanProgressed>();
        var plan = await service.PlanAsync();
        var due = NextMonday(service.Today.AddDays(1));
        await plan.StepAsync("Access ready", due);
        await heard.FirstAsync(e => e.PlanId == plan.Id && e is { OpenMilestones: 1, OverdueMilestones: 0 });

        await service.PassDaysAsync(due.DayNumber - service.Today.DayNumber + 1);
        await heard.FirstAsync(e => e.PlanId == plan.Id && e is { OpenMilestones: 1, OverdueMilestones: 1 });
        var count = heard.Heard.Count(e => e.PlanId == plan.Id);
        await service.TurnAsync();
        heard.Heard.Count(e => e.PlanId == plan.Id).ShouldBe(count, "nothing changed");
    }

    private static DateOnly NextMonday(DateOnly day)
    {
        while (day.DayOfWeek != DayOfWeek.Monday)
            day = day.AddDays(1);
        return day;
    }

    private static DateOnly WorkingDaysFrom(DateOnly today, int days)
    {
        var day = today.AddDays(-1);
        for (var left = days; left > 0; )
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        return day;
    }
}
