using System.Text.Json;
using Platform.Contracts.SuccessPlans;

namespace Platform.SuccessPlans.Tests.Onboardings;

public sealed class OnboardingStallTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task A_stalled_onboarding_escalates_from_csm_to_manager_to_sponsors_and_recovers_by_progress()
    {
        using var stalled = await service.ListenToAsync<OnboardingStalled>();
        using var overdue = await service.ListenToAsync<MilestoneOverdue>();
        var account = await service.AccountAsync("carla");
        var sponsor = await service.ContactAsync(account, "Sue Sponsor", "executive", "executive_sponsor");
        await service.SignAsync(account);
        var onboarding = await service.OpenedAsync(account);

        await service.PassDaysAsync(7);
        var event_ = await stalled.FirstAsync(e => e.AccountId == account);
        (event_.Level, event_.Stage).ShouldBe(("csm", "Kickoff"));
        (await overdue.FirstAsync(e => e.AccountId == account)).Name.ShouldBe("Kickoff held");
        await service.PassDaysAsync(14);
        await stalled.FirstAsync(e => e.AccountId == account && e.Level == "sponsors");
        stalled.Heard.Where(e => e.AccountId == account).Select(e => e.Level).ShouldBe(["csm", "manager", "sponsors"]);
        await service.TurnAsync();

        onboarding = await _ops.ReadAsync($"/v1/onboardings/{onboarding.Id()}");
        var ladder = onboarding.List("escalations");
        ladder.Select(e => e.Text("level")).ShouldBe(["csm", "manager", "sponsors"]);
        ladder[0].Text("ourPerson").ShouldBe("carla");
        ladder[2].GetProperty("contactId").GetGuid().ShouldBe(sponsor);
        ladder.Select(e => e.Text("dueOn")).ShouldBeInOrder();

        foreach (var key in new[] { "kickoff", "data_imported", "first_automation", "active_users" })
            onboarding = await service.CompleteAsync(onboarding, key);
        onboarding.IsStalled().ShouldBeFalse();
        onboarding.List("escalations").ShouldAllBe(e => e.GetProperty("resolvedOn").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Onboarding_may_be_quiet_for_one_and_a_half_times_the_segments_median_time_in_the_stage()
    {
        object Milestone(string key) =>
            new
            {
                key,
                name = key,
                side = "ours",
                dueInBusinessDays = 400,
            };
        var written = await _ops.PutAsync(
            "/v1/onboardings/templates/mid_market",
            new
            {
                stages = new[]
                {
                    new { name = "Slow stage", milestones = new[] { Milestone("slow") } },
                    new { name = "Rest", milestones = new[] { Milestone("rest") } },
                },
            }
        );
        written.Number("version").ShouldBeGreaterThan(1);
        var pioneer = await service.AccountAsync(size: "mid_market");
        await service.SignAsync(pioneer);
        var onboarding = await service.OpenedAsync(pioneer);
        service.Clock.Advance(TimeSpan.FromDays(20));
        await service.CompleteAsync(onboarding, "slow");

        var follower = await service.AccountAsync(size: "mid_market");
        await service.SignAsync(follower);
        await service.OpenedAsync(follower);
        await service.PassDaysAsync(29);
        (await _ops.ReadAsync($"/v1/accounts/{follower}/onboarding")).IsStalled().ShouldBeFalse();
        await service.PassDaysAsync(1);
        var quiet = await _ops.ReadAsync($"/v1/accounts/{follower}/onboarding");
        (quiet.IsStalled(), quiet.Text("stallCause")).ShouldBe((true, "no_progress"));
    }
}
