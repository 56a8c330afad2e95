using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.SuccessPlans;
using Platform.SuccessPlans.Onboardings;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Onboardings;

public sealed class OnboardingTelemetryTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task Usage_completes_milestones_and_first_value_takes_from_signature_to_the_last_critical_action()
    {
        using var completed = await service.ListenToAsync<MilestoneCompleted>();
        using var first = await service.ListenToAsync<FirstValueReached>();
        await _ops.PutAsync(
            "/v1/onboardings/first-value/suite",
            new { actions = new[] { "data_import", "automation" } }
        );
        var account = await service.AccountAsync();
        await service.SignAsync(account, service.Today.AddDays(-10));
        await service.OpenedAsync(account);
        service.Use.Add(account, "data_import", "u1", service.Today.AddDays(-8));
        await service.TellAsync(Moved(account));
        var imported = await Eventually.GetAsync(
            () => _ops.ReadAsync($"/v1/accounts/{account}/onboarding"),
            o => o.Milestone("data_imported").Text("status") == "done",
            "usage completes the import"
        );
        imported.Milestone("data_imported").Flag("byTelemetry").ShouldBeTrue();
        imported.Milestone("data_imported").Text("evidence").ShouldContain("1 events by 1 users");
        imported.Milestone("active_users").Text("status").ShouldBe("open");
        imported.List("firstValues").ShouldBeEmpty();

        service.Use.Add(account, "automation", "u2", service.Today.AddDays(-3), times: 5);
        await service.TellAsync(Moved(account));

        var event_ = await first.FirstAsync(e => e.AccountId == account);
        (event_.Action, event_.DaysFromSignature).ShouldBe(("automation", 7));
        (
            await completed.FirstAsync(e => e.AccountId == account && e.Name == "First automation")
        ).ByTelemetry.ShouldBeTrue();
        var view = await _ops.ReadAsync($"/v1/accounts/{account}/onboarding");
        view.Number("timeToFirstValueDays").ShouldBe(7);
        await service.TellAsync(Moved(account));
        await service.TurnAsync();
        first.Heard.Count(e => e.AccountId == account).ShouldBe(1);
    }

    [Fact]
    public async Task N_active_users_needs_n_distinct_users()
    {
        var account = await service.AccountAsync();
        await service.SignAsync(account);
        await service.OpenedAsync(account);
        foreach (var user in new[] { "u1", "u1", "u2" })
            service.Use.Add(account, "reports", user, service.Today);
        await ReadUsageAsync(account);
        (await _ops.ReadAsync($"/v1/accounts/{account}/onboarding"))
            .Milestone("active_users")
            .Text("status")
            .ShouldBe("open");
        service.Use.Add(account, "dashboards", "u3", service.Today);
        await ReadUsageAsync(account);
        (await _ops.ReadAsync($"/v1/accounts/{account}/onboarding"))
            .Milestone("active_users")
            .Text("status")
            .ShouldBe("done");
    }

    private static HealthScoreChanged Moved(Guid account) =>
        new(account, 1, 50m, null, HealthBand.Yellow, null, [], "smb", 1);

    private Task ReadUsageAsync(Guid account) =>
        service.Services.GetRequiredService<ReadTelemetry>().RunAsync(account, CancellationToken.None);
}
