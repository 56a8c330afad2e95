using System.Net.Http.Json;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.PowerUsers;

/// <summary>
/// Triggers of expansion besides seats and growth: refused attempts at premium features, and new teams.
/// </summary>
[Collection(OnServers.Name)]
public sealed class ExpansionTriggerTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task Refused_attempts_at_a_premium_feature_are_no_use_but_a_trigger_and_repeats_change_nothing()
    {
        (await service.Ops.PutAsJsonAsync("/v1/features/forecasts", new { premium = true })).EnsureSuccessStatusCode();
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        object Attempt(string user, int days, string outcome, string feature = "forecasts") =>
            new
            {
                eventId = $"{account}/{user}/{days}/{feature}",
                account,
                user,
                feature,
                outcome,
                occurredAt = now.AddDays(-days).AddMinutes(-1),
            };
        object[] events =
        [
            Attempt("a", 5, "denied"),
            Attempt("a", 3, "denied"),
            Attempt("b", 3, "denied"),
            Attempt("b", 3, "denied", "dashboards"),
            Attempt("b", 40, "denied"),
            Attempt("b", 1, "ok", "dashboards"),
        ];
        await service.SendAsync(service.Ops, events);
        await service.SendAsync(service.Ops, events);

        var reached = await ReachedAsync(account);

        (reached.Name, reached.SinceDay).ShouldBe(("premium_use", DateOnly.FromDateTime(now.UtcDateTime).AddDays(-5)));
        await service.StoredAsync(account, 1);
        (
            await service.Database.ScalarAsync<long>(
                "select sum(attempts) from denied_attempt where account_id = @account",
                new { account }
            )
        ).ShouldBe(5);
    }

    [Fact]
    public async Task A_team_that_appears_after_the_others_is_a_trigger_and_the_first_ones_are_not()
    {
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        object Use(string team, int days) =>
            new
            {
                eventId = $"{account}/{team}/{days}",
                account,
                user = $"of-{team}",
                feature = "dashboards",
                team,
                occurredAt = now.AddDays(-days).AddMinutes(-1),
            };
        await service.SendAsync(service.Ops, Use("Finance", 60), Use("Sales", 58));
        await service.StoredAsync(account, 2);
        await service.SendAsync(service.Ops, Use("Finance", 9), Use("Logistics", 9), Use("Logistics", 8));

        var reached = await ReachedAsync(account);

        (reached.Name, reached.SinceDay).ShouldBe(("new_team", DateOnly.FromDateTime(now.UtcDateTime).AddDays(-9)));
        (
            await service.Database.QueryAsync<string>(
                "select team || ' ' || first_day from product_team where account_id = @account order by 1",
                new { account }
            )
        ).ShouldBe([
            $"Finance {now.AddDays(-60):yyyy-MM-dd}",
            $"Logistics {now.AddDays(-9):yyyy-MM-dd}",
            $"Sales {now.AddDays(-58):yyyy-MM-dd}",
        ]);
    }

    [Fact]
    public async Task An_outcome_that_is_no_outcome_is_refused_by_its_name()
    {
        var account = await service.AddAccountAsync();
        var answer = await service.SendAsync(
            service.Ops,
            new
            {
                eventId = $"{account}/1",
                account,
                user = "u",
                feature = "f",
                outcome = "refused",
                occurredAt = service.Clock.GetUtcNow(),
            }
        );

        var result = answer.GetProperty("results")[0];
        (result.GetProperty("code").GetString(), result.GetProperty("eventId").GetString()).ShouldBe(
            ("invalid_outcome", $"{account}/1")
        );
        result.GetProperty("reason").GetString()!.ShouldContain("'refused'");
    }

    private Task<Threshold> ReachedAsync(Guid account) =>
        Eventually.GetAsync(
            async () =>
                (
                    await service.Database.SingleOrDefaultAsync<Threshold>(
                        "select threshold as name, since_day from usage_threshold where account_id = @account",
                        new { account }
                    )
                )!,
            t => t is not null,
            "a threshold is reached"
        );

    private sealed class Threshold
    {
        public string Name { get; init; } = "";
        public DateOnly SinceDay { get; init; }
    }
}
