using System.Net.Http.Json;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.PowerUsers;

[Collection(OnServers.Name)]
public sealed class WatchAccountsTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task A_departure_is_told_once_caps_the_score_and_is_listed()
    {
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        var events = Enumerable
            .Range(14, 30)
            .SelectMany(day =>
                Enumerable
                    .Range(0, 4)
                    .Select(i =>
                        service.Event(account, user: i == 0 ? "second" : "power", at: now.AddDays(-day).AddMinutes(-i))
                    )
            )
            .Concat(
                Enumerable
                    .Range(0, 14)
                    .Select(day => service.Event(account, user: "second", at: now.AddDays(-day).AddMinutes(-1)))
            )
            .ToArray();
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);
        await service.Database.ExecuteAsync("delete from daily_watch");

        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from power_user where account_id = @account and departed_on is not null)",
                    new { account }
                )!,
            "the departure is seen",
            seconds: 60
        );
        await service.Database.ExecuteAsync("delete from daily_watch");
        await Eventually.HoldsAsync(
            () => service.Database.ScalarAsync<bool>("select exists (select from daily_watch where done)")!,
            "the day was watched again",
            seconds: 60
        );

        var listed = await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/power-users");
        listed
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("user")
            .GetString()
            .ShouldBe("power");
        (
            await service.Database.ScalarAsync<decimal>(
                "select value from reading where account_id = @account and measure = 'power_user_gone'",
                new { account }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_supposition_changes_nothing_and_its_causes_add_up()
    {
        var account = await service.AddAccountAsync();
        await service.Ops.PutAsJsonAsync("/v1/features/dashboards", new { core = true, premium = false });
        await service.SendAsync(
            service.Ops,
            [
                .. Enumerable
                    .Range(0, 50)
                    .Select(d =>
                        service.Event(
                            account,
                            user: $"u{d % 5}",
                            at: service.Clock.GetUtcNow().AddDays(-d).AddMinutes(-1)
                        )
                    ),
            ]
        );
        await service.StoredAsync(account, 50);
        await service.ScoredAsync();
        var before = await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score");

        var answer = await service.Ops.PostAsJsonAsync(
            $"/v1/accounts/{account}/score/what-if",
            new
            {
                measures = new Dictionary<string, decimal?>
                {
                    ["active_seat_share"] = 90,
                    ["sentiment"] = 1,
                    ["champion_gone"] = 1,
                    ["activity_change"] = 5,
                },
            }
        );
        answer.EnsureSuccessStatusCode();
        var supposed = await answer.Content.ReadFromJsonAsync<JsonElement>();

        supposed.GetProperty("score").GetDecimal().ShouldBeLessThanOrEqualTo(60);
        if (supposed.GetProperty("change").TryGetProperty("amount", out var amount))
            supposed
                .GetProperty("change")
                .GetProperty("causes")
                .EnumerateArray()
                .Sum(c => c.GetProperty("amount").GetDecimal())
                .ShouldBe(amount.GetDecimal());
        (await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score"))
            .GetProperty("version")
            .GetInt32()
            .ShouldBe(before.GetProperty("version").GetInt32());
        (
            await service.Ops.PostAsJsonAsync(
                $"/v1/accounts/{account}/score/what-if",
                new { measures = new Dictionary<string, decimal?> { ["luck"] = 1 } }
            )
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_draft_is_compared_over_the_book_before_anyone_activates_it()
    {
        var account = await service.AddAccountAsync("enterprise");
        var drafted = await service.Ops.PostAsJsonAsync(
            "/v1/scorecards",
            new
            {
                segment = "enterprise",
                name = "Everybody green",
                rules = new
                {
                    groups = new[]
                    {
                        new
                        {
                            name = "all",
                            measures = new[]
                            {
                                new
                                {
                                    measure = "sentiment",
                                    weight = 1,
                                    curve = new[] { new[] { 1, 90 }, new[] { 5, 90 } },
                                },
                            },
                        },
                    },
                    caps = Array.Empty<object>(),
                    bands = new { redUpTo = 50, yellowUpTo = 75 },
                },
            }
        );
        var draft = await drafted.Content.ReadFromJsonAsync<JsonElement>();
        (
            await service.Ops.PostAsJsonAsync(
                $"/v1/accounts/{account}/sentiment",
                new { sentiment = 2, reason = "value" }
            )
        ).EnsureSuccessStatusCode();
        await service.ScoredAsync();

        var comparison = await service.Ops.GetFromJsonAsync<JsonElement>(
            $"/v1/scorecards/{draft.GetProperty("id").GetGuid()}/comparison"
        );

        comparison
            .GetProperty("changing")
            .EnumerateArray()
            .ShouldContain(c =>
                c.GetProperty("accountId").GetGuid() == account
                && c.GetProperty("from").GetString() == "insufficient_data"
                && c.GetProperty("to").GetString() == "green"
            );
        comparison
            .GetProperty("bands")
            .EnumerateArray()
            .Sum(b => b.GetProperty("accounts").GetInt32())
            .ShouldBe(comparison.GetProperty("accounts").GetInt32());
    }
}
