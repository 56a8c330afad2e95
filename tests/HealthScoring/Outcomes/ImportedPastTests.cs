using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Outcomes;

/// <summary>
/// Subscriptions that are imported tell of years: each fact counts from the day on which it was true.
/// </summary>
[Collection(OnServers.Name)]
public sealed class ImportedPastTests(HealthScoringUnderTest service)
{
    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Outcomes_of_the_ledger_stand_on_their_own_days_and_the_latest_version_counts()
    {
        await service.Database.ExecuteAsync("truncate outcome");
        var account = await service.AddAccountAsync();
        await TellAsync(
            account,
            7,
            [],
            [
                Term(-700, "renewed_flat"),
                Term(-400, "grown"),
                Term(-100, "contracted"),
                Term(-20, "churned"),
                Term(+30, "grown"),
            ]
        );
        await CountedAsync(account, 5);

        var known = await service.Ops.GetFromJsonAsync<JsonElement>("/v1/predictions/outcomes");

        known
            .GetProperty("kinds")
            .EnumerateObject()
            .ToDictionary(k => k.Name, k => k.Value.GetInt32())
            .ShouldBe(
                new Dictionary<string, int>
                {
                    ["grown"] = 1,
                    ["renewed_flat"] = 1,
                    ["contracted"] = 1,
                    ["churned"] = 1,
                },
                "what lies ahead is no outcome yet"
            );
        (known.GetProperty("from").GetString(), known.GetProperty("to").GetString()).ShouldBe(
            ($"{Today.AddDays(-700):O}", $"{Today.AddDays(-20):O}")
        );

        // The past is corrected, and an older event comes late.
        await TellAsync(account, 9, [], [Term(-400, "grown")]);
        await CountedAsync(account, 1);
        await TellAsync(account, 8, [], [Term(-400, "churned")]);
        await TellAsync(account, 10, [], [Term(-400, "grown"), Term(-40, "renewed_flat")]);
        await CountedAsync(account, 2);
        (
            await service.Database.QueryAsync<string>(
                "select decided_on || ' ' || kind from outcome where account_id = @account order by 1",
                new { account }
            )
        ).ShouldBe([$"{Today.AddDays(-400):O} grown", $"{Today.AddDays(-40):O} renewed_flat"]);
    }

    [Fact]
    public async Task Seats_paid_long_before_they_were_told_are_in_the_scores_of_their_days()
    {
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        var events = Enumerable
            .Range(0, 10)
            .Select(u => service.Event(account, user: $"u{u}", at: now.AddDays(-80)))
            .ToArray();
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);
        await TellAsync(account, 1, [new(Today.AddDays(-900), 20), new(Today.AddDays(-60), 40)], []);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select count(*) = 2 from paid_seats where account_id = @account",
                    new { account }
                )!,
            "the seats are known"
        );

        var past = service.Services.GetRequiredService<PastMeasures>();
        var then = (
            await past.ReadAsync(
                [new PastDay(account, Today.AddDays(-70))],
                _ => Task.CompletedTask,
                TestContext.Current.CancellationToken
            )
        )
            .Single()
            .Value;
        then[Measure.ActiveSeatShare].ShouldBe(50m, "10 of 20");

        // Of days on which the account was scored here already, what was known then stays.
        await service.Database.ExecuteAsync(
            "update score_history set as_of = @Day where account_id = @account",
            new { account, Day = Today.AddDays(-75) }
        );
        then = (
            await past.ReadAsync(
                [new PastDay(account, Today.AddDays(-70))],
                _ => Task.CompletedTask,
                TestContext.Current.CancellationToken
            )
        )
            .Single()
            .Value;
        then[Measure.ActiveSeatShare].ShouldBeNull();
    }

    [Fact]
    public void An_outcome_that_ledger_decision_and_file_tell_of_is_one_and_two_of_one_teller_are_two()
    {
        var (account, day) = (Guid.CreateVersion7(), new DateOnly(2026, 3, 1));
        Outcome Told(string source, int days, string kind = "renewed_flat") =>
            new()
            {
                AccountId = account,
                Source = source,
                Kind = kind,
                DecidedOn = day.AddDays(days),
            };

        OutcomeRepository
            .EachOnce([Told("ledger", 0), Told("renewals", -30), Told("import", 2)])
            .ShouldHaveSingleItem()
            .DecidedOn.ShouldBe(day.AddDays(-30));
        OutcomeRepository
            .EachOnce([Told("ledger", 0), Told("ledger", 90), Told("import", 0), Told("import", 90)])
            .Select(o => o.DecidedOn)
            .ShouldBe([day, day.AddDays(90)]);
        OutcomeRepository
            .EachOnce([Told("ledger", 0, "churned"), Told("renewals", -5, "churned"), Told("renewals", 3, "churned")])
            .ShouldHaveSingleItem();
        OutcomeRepository.EachOnce([Told("ledger", 0), Told("ledger", 0, "grown")]).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_credit_note_is_owed_by_nobody()
    {
        var account = await service.AddAccountAsync();
        var due = Today.AddDays(-70);
        await service.PublishAsync(
            new InvoiceOverdue(account, Guid.CreateVersion7(), new Money(-250, "EUR"), due)
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );
        await service.PublishAsync(
            new InvoiceOverdue(account, Guid.CreateVersion7(), new Money(0, "EUR"), due)
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );
        await service.PublishAsync(
            new InvoiceOverdue(account, Guid.CreateVersion7(), new Money(5, "EUR"), due)
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );

        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from invoice where account_id = @account)",
                    new { account }
                )!,
            "the last one is known"
        );
        await service.ScoredAsync();
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from invoice where account_id = @account",
                new { account }
            )
        ).ShouldBe(1);
    }

    private TermOutcome Term(int days, string kind) =>
        new(Today.AddDays(days), kind, new Money(100, "EUR"), new Money(kind == "churned" ? 0 : 120, "EUR"));

    private Task TellAsync(
        Guid account,
        int version,
        IReadOnlyList<SeatsPaid> seats,
        IReadOnlyList<TermOutcome> outcomes
    ) =>
        service.PublishAsync(
            new SubscriptionChanged(
                account,
                version,
                [],
                new Money(100, "EUR"),
                new Money(1200, "EUR"),
                0,
                null,
                null,
                seats,
                outcomes
            )
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );

    private Task CountedAsync(Guid account, int outcomes) =>
        Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select count(*) = @outcomes from outcome where account_id = @account",
                    new { account, outcomes }
                )!,
            $"{outcomes} outcomes are kept"
        );
}
