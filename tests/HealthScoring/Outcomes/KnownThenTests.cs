using Microsoft.Extensions.DependencyInjection;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Tests.Outcomes;

/// <summary>Validation and training look at past days: what arrived later must not be seen on them, though it is dated
/// before.</summary>
[Collection(OnServers.Name)]
public sealed class KnownThenTests(HealthScoringUnderTest service)
{
    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task What_arrived_after_a_past_day_is_not_known_on_it_although_it_happened_before()
    {
        var account = await UsedAsync(scoredSince: Today.AddDays(-40));

        var then = await OnAsync(account, Today.AddDays(-10));
        (then[Measure.Mau], then[Measure.Events], then[Measure.DaysSinceLastActivity], then[Measure.Coverage]).ShouldBe(
            (1, 2, 15, null)
        );
        var now = await OnAsync(account, Today);
        (now[Measure.Mau], now[Measure.Events], now[Measure.DaysSinceLastActivity], now[Measure.Coverage]).ShouldBe(
            (2, 4, 20, 55)
        );
    }

    [Fact]
    public async Task Days_before_an_account_was_first_scored_are_reconstructed_from_all_that_is_dated_before_them()
    {
        var account = await UsedAsync(scoredSince: Today.AddDays(-5));

        var then = await OnAsync(account, Today.AddDays(-10));
        (then[Measure.Mau], then[Measure.Events], then[Measure.DaysSinceLastActivity], then[Measure.Coverage]).ShouldBe(
            (2, 4, 10, 55)
        );
    }

    /// <summary>One user 25 days ago, known at once; the same and another one 25 and 20 days ago, and a coverage of 20
    /// days ago, of which was heard only today.</summary>
    private async Task<Guid> UsedAsync(DateOnly scoredSince)
    {
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        await service.SendAsync(
            service.Ops,
            service.Event(account, user: "known", at: now.AddDays(-25)),
            service.Event(account, user: "known", feature: "reports", at: now.AddDays(-25))
        );
        await service.StoredAsync(account, 2);
        (
            await service.Database.ExecuteAsync("delete from late_usage where account_id = @account", new { account })
        ).ShouldBeGreaterThan(0, "as if it had arrived on the day");
        await service.SendAsync(
            service.Ops,
            service.Event(account, user: "late", at: now.AddDays(-25)),
            service.Event(account, user: "known", at: now.AddDays(-20))
        );
        await service.StoredAsync(account, 4);
        await service.Database.ExecuteAsync(
            "insert into reading (account_id, measure, from_day, value, recorded_at) values (@account, "
                + "'coverage', @From, 55, @now)",
            new
            {
                account,
                From = Today.AddDays(-20),
                now,
            }
        );
        await service.Database.ExecuteAsync(
            "update score_history set as_of = @scoredSince where account_id = @account",
            new { account, scoredSince }
        );
        return account;
    }

    private async Task<MeasureValues> OnAsync(Guid account, DateOnly day)
    {
        var past = service.Services.GetRequiredService<PastMeasures>();
        return (
            await past.ReadAsync(
                [new PastDay(account, day)],
                _ => Task.CompletedTask,
                TestContext.Current.CancellationToken
            )
        )
            .Single()
            .Value;
    }
}
