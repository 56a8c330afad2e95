using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Scores;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Scores;

[Collection(OnServers.Name)]
public sealed class ScoreTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task An_accepted_event_changes_the_score_and_the_change_adds_up_to_the_hundredth()
    {
        var account = await UsedAccountAsync();
        var before = await ScoreAsync(account);

        await service.SendAsync(
            service.Ops,
            [.. Enumerable.Range(0, 20).Select(i => service.Event(account, user: $"new-{i}", feature: "reports"))]
        );
        var after = await ChangedAsync(account, before);

        AddsUp(after);
        var change = after.GetProperty("change");
        change
            .GetProperty("amount")
            .GetDecimal()
            .ShouldBe(
                after.GetProperty("score").GetDecimal()
                    - (await AtVersionAsync(account, after.GetProperty("version").GetInt32() - 1))
            );
        change
            .GetProperty("causes")
            .EnumerateArray()
            .Sum(c => c.GetProperty("amount").GetDecimal())
            .ShouldBe(change.GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task A_champion_who_leaves_caps_the_score_at_once_and_history_keeps_what_was_known()
    {
        var account = await UsedAccountAsync();
        var contact = Guid.CreateVersion7();
        await service.PublishAsync(
            new ContactChanged(account, contact, 1, Contact("champion"), [], [])
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from contact_role where contact_id = @contact)",
                    new { contact }
                )!,
            "the champion is known"
        );
        await service.ScoredAsync();
        var before = await ScoreAsync(account);
        var then = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromMinutes(5));

        await service.PublishAsync(
            new ContactLeft(account, contact, 2, ["champion"], null, null) { OccurredAt = service.Clock.GetUtcNow() }
        );
        var after = await ChangedAsync(account, before);

        after.GetProperty("score").GetDecimal().ShouldBe(60);
        after.GetProperty("caps")[0].GetProperty("name").GetString().ShouldBe("champion_gone");
        after
            .GetProperty("drivers")
            .EnumerateArray()
            .ShouldContain(d =>
                d.GetProperty("cause").GetString() == "champion_gone"
                && d.GetProperty("playbook").GetString() == "champion-change"
            );
        AddsUp(after);
        var known = await service.Ops.GetFromJsonAsync<JsonElement>(
            $"/v1/accounts/{account}/score?at={Uri.EscapeDataString(then.ToString("O"))}"
        );
        known.GetProperty("score").GetDecimal().ShouldBe(before.GetProperty("score").GetDecimal());
        // The very instant that is shown, in milliseconds, is the one from which the new score holds.
        var shown = await service.Ops.GetFromJsonAsync<JsonElement>(
            $"/v1/accounts/{account}/score?at={after.GetProperty("scoredAt").GetString()}"
        );
        shown.GetProperty("score").GetDecimal().ShouldBe(60);
        (await service.Ops.GetAsync($"/v1/accounts/{account}/score?at=2001-01-01T00:00:00Z")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task History_is_paged_latest_first_and_every_version_recomputes_bit_for_bit()
    {
        var account = await UsedAccountAsync();
        for (var i = 0; i < 4; i++)
        {
            var before = await ScoreAsync(account);
            await service.SendAsync(
                service.Ops,
                [.. Enumerable.Range(0, 5).Select(u => service.Event(account, user: $"r{i}-{u}"))]
            );
            await ChangedAsync(account, before);
        }

        var first = await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/scores?limit=2");
        var second = await service.Ops.GetFromJsonAsync<JsonElement>(
            $"/v1/accounts/{account}/scores?limit=2&cursor={first.GetProperty("next").GetString()}"
        );

        int[] versions =
        [
            .. first
                .GetProperty("items")
                .EnumerateArray()
                .Concat(second.GetProperty("items").EnumerateArray())
                .Select(i => i.GetProperty("version").GetInt32()),
        ];
        versions.ShouldBe(Enumerable.Range(0, 4).Select(i => versions[0] - i));
        var check = (await service.Ops.GetFromJsonAsync<CheckScoreResponse>($"/v1/accounts/{account}/score/check"))!;
        check.Versions.ShouldBeGreaterThanOrEqualTo(5);
        check.Differing.ShouldBeEmpty();
        check.FromRollupsIdentical.ShouldBeTrue();

        // Touch one stored input: the proof has to notice.
        await service.Database.ExecuteAsync(
            "update score_history set inputs[9] = inputs[9] + 0.1 where account_id = @account and version = @version",
            new { account, version = versions[1] }
        );
        (
            await service.Ops.GetFromJsonAsync<CheckScoreResponse>($"/v1/accounts/{account}/score/check")
        )!.Differing.ShouldBe([versions[1]]);
    }

    [Fact]
    public async Task What_changed_between_two_instants_adds_up_over_all_versions_between_them()
    {
        var account = await UsedAccountAsync();
        var first = await ScoreAsync(account);
        var then = service.Clock.GetUtcNow();
        for (var round = 0; round < 2; round++)
        {
            service.Clock.Advance(TimeSpan.FromMinutes(5));
            var before = await ScoreAsync(account);
            await service.SendAsync(
                service.Ops,
                [
                    .. Enumerable
                        .Range(0, 12)
                        .Select(u => service.Event(account, user: $"w{round}-{u}", feature: "reports")),
                ]
            );
            await ChangedAsync(account, before);
        }
        var last = await ScoreAsync(account);

        var path = $"/v1/accounts/{account}/score/what-changed?from={Uri.EscapeDataString($"{then:O}")}";
        var answer = await service.Ops.GetFromJsonAsync<JsonElement>(path);

        var (from, to, change) = (answer.GetProperty("from"), answer.GetProperty("to"), answer.GetProperty("change"));
        from.GetProperty("version").GetInt32().ShouldBe(first.GetProperty("version").GetInt32());
        from.GetProperty("score").GetDecimal().ShouldBe(first.GetProperty("score").GetDecimal());
        to.GetProperty("version").GetInt32().ShouldBe(last.GetProperty("version").GetInt32());
        to.GetProperty("version").GetInt32().ShouldBeGreaterThan(from.GetProperty("version").GetInt32() + 1);
        var amount = to.GetProperty("score").GetDecimal() - from.GetProperty("score").GetDecimal();
        change.GetProperty("amount").GetDecimal().ShouldBe(amount);
        change
            .GetProperty("causes")
            .EnumerateArray()
            .Sum(cause => cause.GetProperty("amount").GetDecimal())
            .ShouldBe(amount);
        (await service.Ops.GetAsync($"{path}&to={Uri.EscapeDataString($"{then.AddDays(-1):O}")}")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (
            await service.Ops.GetAsync($"/v1/accounts/{account}/score/what-changed?from=2020-01-01T00:00:00Z")
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Moves_within_a_point_show_at_once_and_reach_history_an_hour_apart()
    {
        var account = await UsedAccountAsync();
        JsonElement before = default,
            after = await ScoreAsync(account);
        for (var i = 0; i < 60; i++)
        {
            before = after;
            await SendOneAsync(account);
            after = await ScoreAsync(account);
            if (Points(after) != Points(before) && Version(after) == Version(before))
                break;
        }
        Points(after).ShouldNotBe(Points(before), "a move within a point came");
        Version(after).ShouldBe(Version(before));
        Math.Round(Points(after), MidpointRounding.AwayFromZero)
            .ShouldBe(Math.Round(await AtVersionAsync(account, Version(after)), MidpointRounding.AwayFromZero));
        AddsUp(after);
        after
            .GetProperty("change")
            .GetProperty("amount")
            .GetDecimal()
            .ShouldBe(Points(after) - await AtVersionAsync(account, Version(after) - 1));
        var now = Uri.EscapeDataString(service.Clock.GetUtcNow().ToString("O"));
        Points(await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score?at={now}"))
            .ShouldBe(Points(after), "what is shown now was known now");

        service.Clock.Advance(TimeSpan.FromMinutes(61));
        await SendOneAsync(account);
        after = await ScoreAsync(account);

        Version(after).ShouldBe(Version(before) + 1);
        (await AtVersionAsync(account, Version(after))).ShouldBe(Points(after));
        var check = (await service.Ops.GetFromJsonAsync<CheckScoreResponse>($"/v1/accounts/{account}/score/check"))!;
        check.Differing.ShouldBeEmpty();
        check.FromRollupsIdentical.ShouldBeTrue();
    }

    private async Task SendOneAsync(Guid account)
    {
        var counted = await EventsAsync();
        await service.SendAsync(service.Ops, service.Event(account));
        await service.StoredAsync(account, (int)counted + 1);
        await service.ScoredAsync();

        Task<long> EventsAsync() =>
            service.Database.ScalarAsync<long>(
                "select coalesce(sum(events), 0) from usage_day where account_id = @account",
                new { account }
            )!;
    }

    private static decimal Points(JsonElement score) => score.GetProperty("score").GetDecimal();

    private static int Version(JsonElement score) => score.GetProperty("version").GetInt32();

    [Fact]
    public async Task Changes_are_told_to_others_with_the_band()
    {
        var account = await UsedAccountAsync();
        var told = await service.Database.QueryAsync<string>(
            "select told_band from score where account_id = @account and told_version > 0",
            new { account }
        );
        told.ShouldHaveSingleItem().ShouldBe((await ScoreAsync(account)).GetProperty("band").GetString());
    }

    [Fact]
    public async Task Scores_are_listed_by_band()
    {
        var account = await UsedAccountAsync();
        var band = (await ScoreAsync(account)).GetProperty("band").GetString();

        (await AllOfBandAsync(band!)).ShouldContain(account);
        (await AllOfBandAsync(band == "red" ? "green" : "red")).ShouldNotContain(account);
        (await service.Ops.GetAsync("/v1/scores?band=blue")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_ticket_event_of_an_older_version_changes_nothing()
    {
        var account = await UsedAccountAsync();
        var (ticket, at) = (Guid.CreateVersion7(), service.Clock.GetUtcNow());
        await service.PublishAsync(
            new TicketResolved(
                account,
                ticket,
                3,
                new TicketSnapshot("down", "urgent", at.AddDays(-5), at, at, null, false, null, null)
            )
            {
                OccurredAt = at,
            }
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from ticket where ticket_id = @ticket)",
                    new { ticket }
                )!,
            "the ticket is kept"
        );

        var late = new TicketOpened(
            account,
            ticket,
            1,
            new TicketSnapshot("down", "urgent", at.AddDays(-5), null, null, null, false, null, null)
        )
        {
            OccurredAt = at,
        };
        await service.PublishAsync(late);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { late.EventId }
                )!,
            "the late event was seen"
        );

        (
            await service.Database.ScalarAsync<bool>(
                "select resolved_on is not null from ticket where ticket_id = @ticket",
                new { ticket }
            )
        ).ShouldBeTrue();
    }

    private async Task<Guid> UsedAccountAsync()
    {
        var account = await service.AddAccountAsync(
            "mid_market",
            DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(-400)
        );
        await service.Ops.PutAsJsonAsync("/v1/features/dashboards", new { core = true, premium = false });
        await service.Ops.PutAsJsonAsync("/v1/features/reports", new { core = true, premium = false });
        await service.PublishAsync(
            new SubscriptionChanged(
                account,
                1,
                [],
                new Contracts.Money(100, "EUR"),
                new Contracts.Money(1200, "EUR"),
                40,
                null,
                null
            )
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );
        var events = Enumerable
            .Range(0, 60)
            .SelectMany(day =>
                Enumerable
                    .Range(0, 10)
                    .Select(user =>
                        service.Event(
                            account,
                            user: $"u-{user}",
                            feature: user % 2 == 0 ? "dashboards" : "reports",
                            at: service.Clock.GetUtcNow().AddDays(-day).AddMinutes(-user)
                        )
                    )
            )
            .ToArray();
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from paid_seats where account_id = @account)",
                    new { account }
                )!,
            "the seats are known"
        );
        await service.ScoredAsync();
        return account;
    }

    private Task<JsonElement> ScoreAsync(Guid account) =>
        service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score");

    private Task<JsonElement> ChangedAsync(Guid account, JsonElement before) =>
        Eventually.GetAsync(
            () => ScoreAsync(account),
            s => s.GetProperty("version").GetInt32() > before.GetProperty("version").GetInt32(),
            "the score changed"
        );

    private async Task<decimal> AtVersionAsync(Guid account, int version) =>
        (await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/scores"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(i => i.GetProperty("version").GetInt32() == version)
            .GetProperty("score")
            .GetDecimal();

    private async Task<List<Guid>> AllOfBandAsync(string band)
    {
        var found = new List<Guid>();
        for (var query = $"/v1/scores?band={band}&limit=3"; ; )
        {
            var page = await service.Ops.GetFromJsonAsync<JsonElement>(query);
            found.AddRange(
                page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("accountId").GetGuid())
            );
            if (!page.TryGetProperty("next", out var next))
                return found;
            query = $"/v1/scores?band={band}&limit=3&cursor={next.GetString()}";
        }
    }

    private static void AddsUp(JsonElement score) =>
        (
            score.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("points").GetDecimal())
            + score.GetProperty("capAdjustment").GetDecimal()
        ).ShouldBe(score.GetProperty("score").GetDecimal());

    private static ContactSnapshot Contact(params string[] roles) =>
        new("Ada", null, null, null, null, roles, [], null, "active", []);
}
