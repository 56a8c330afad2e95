using Platform.Contracts.HealthScoring;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Forecasts;

/// <summary>A clock of its own: days pass.</summary>
public sealed class ForecastTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task A_renewal_opens_a_year_before_the_end_and_not_earlier()
    {
        var account = await renewals.AccountAsync();
        await _ops.SignAsync(account, renewals.Today, renewals.Today.AddDays(367), 100);
        (await _ops.ReadAsync($"/v1/renewals?accountId={account}")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await renewals.PassDaysAsync(2);
        (await _ops.OnlyRenewalAsync(account)).Amount("arrDue").ShouldBe(1_200);
    }

    [Fact]
    public async Task Snapshots_are_kept_once_a_week()
    {
        var quarter = new DateOnly(renewals.Today.Year, ((renewals.Today.Month - 1) / 3 * 3) + 1, 1).AddMonths(6);
        var snapshots = $"/v1/forecasts/snapshots?from={quarter.Iso()}&to={quarter.AddMonths(3).AddDays(-1).Iso()}";
        await _ops.SubscribeAsync(await renewals.AccountAsync(), renewals.Today, 10);
        var begun = renewals.Today;
        for (var day = 0; day < 14; day++)
            await renewals.PassDaysAsync(1);

        var taken = (await _ops.ReadAsync(snapshots))
            .EnumerateArray()
            .Select(s => DateOnly.Parse(s.Text("takenOn"), null))
            .ToList();
        // The week in which the book began may have its snapshot on any day.
        var monday = begun.AddDays(1);
        while (monday.DayOfWeek != DayOfWeek.Monday)
            monday = monday.AddDays(1);
        var later = taken.Where(on => on >= monday).ToList();
        later.ShouldAllBe(on => on.DayOfWeek == DayOfWeek.Monday);
        taken.Select(on => on.DayNumber / 7 * 7).ShouldBeUnique();
        later.Count.ShouldBe(2, "two Mondays in fourteen days");
    }

    [Fact]
    public async Task A_forecast_counts_what_was_renewed_in_commit_and_best_case_and_what_was_not_by_its_call()
    {
        var end = renewals.Today.AddDays(100);
        var period = $"from={end.Iso()}&to={end.Iso()}";
        Guid[] open =
        [
            await DueAsync(end, 100, "commit"),
            await DueAsync(end, 200, "best_case"),
            await DueAsync(end, 400, "at_risk"),
            await DueAsync(end, 800, "at_risk"),
        ];
        await _ops.PostAsync($"/v1/renewals/{open[3]}/outcome", new { newTermEndsOn = end.AddYears(1) });

        var figures = (await _ops.ReadAsync($"/v1/forecasts?{period}")).GetProperty("figures");
        (
            figures.Number("due"),
            figures.Number("renewed"),
            figures.Number("commit"),
            figures.Number("bestCase"),
            figures.Number("atRisk")
        ).ShouldBe((18_000, 9_600, 10_800, 13_200, 4_800));
    }

    [Fact]
    public async Task Sources_that_disagree_by_more_than_one_class_go_before_leadership_at_90_days()
    {
        var (apart, near) = (await EndingAsync(92, "commit"), await EndingAsync(92, "best_case"));
        await renewals.PassDaysAsync(3);

        var reviews = (await _ops.ReadAsync("/v1/renewals/leadership-reviews?decided=false")).EnumerateArray().ToList();
        // The service's own turn may have come between the call and now: then there is one of the checkpoint before,
        // too.
        var review = reviews.Single(r =>
            r.GetProperty("renewalId").GetGuid() == apart && r.GetProperty("checkpoint").GetInt32() == 90
        );
        (review.Text("healthClass"), review.Text("callClass")).ShouldBe(("low", "high"));
        reviews.ShouldNotContain(r => r.GetProperty("renewalId").GetGuid() == near);
    }

    private async Task<Guid> DueAsync(DateOnly end, decimal monthly, string call)
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await _ops.SignAsync(account, renewals.Today, end, monthly);
        var renewal = (await _ops.OnlyRenewalAsync(account)).Id();
        await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call, reason = "Said so." });
        return renewal;
    }

    /// <summary>A renewal of an account in the red, called by its CSM.</summary>
    private async Task<Guid> EndingAsync(int days, string call)
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await _ops.SignAsync(account, renewals.Today.AddDays(-100), renewals.Today.AddDays(days), 100);
        await renewals.TellAsync(
            new HealthScoreChanged(account, 2, 31, 70, HealthBand.Red, HealthBand.Yellow, [], "smb", 1)
        );
        await Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from account_health where account_id = @account)",
                    new { account }
                ),
            "health is known"
        );
        var renewal = (await _ops.OnlyRenewalAsync(account)).Id();
        await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call, reason = "Said so." });
        return renewal;
    }
}
