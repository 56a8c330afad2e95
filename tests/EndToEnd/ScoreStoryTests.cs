using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>From imported customers and usage to an explained score on the portfolio, by what a frontend team can
/// see.</summary>
public sealed class ScoreStoryTests(RunningPlatform platform)
{
    [Fact]
    public async Task Imported_accounts_with_usage_are_ranked_by_what_is_at_risk_with_reasons()
    {
        using var ops = await platform.ClientAsync("ops");
        await Company.DescribeFeaturesAsync(ops);
        await Company.ImportAccountsAsync(platform, ops, "story", accounts: 3);
        await Company.ImportAsync(
            platform,
            ops,
            "subscriptions",
            "story",
            string.Concat(
                Enumerable
                    .Range(0, 3)
                    .Select(i =>
                        $$"""
                            {"externalId":"s-{{i}}","account":"a-{{i}}","product":"suite","seats":{{10 * (i + 1)}},
                            "amount":"{{12_000 * (i + 1)}}","currency":"EUR","periodMonths":12,
                            "startsOn":"{{DateTime.UtcNow.AddDays(-200):yyyy-MM-dd}}",
                            "termEndsOn":"{{DateTime.UtcNow.AddDays(165):yyyy-MM-dd}}"}
                            """.ReplaceLineEndings("") + "\n"
                    )
            )
        );
        await SendUsageAsync(ops);

        JsonElement item = default;
        await platform.EventuallyAsync("the account is on the portfolio with a score and its revenue", async () =>
        {
            var page = await ops.GetFromJsonAsync<JsonElement>("/v1/portfolio?limit=200");
            item = page.GetProperty("items")
                .EnumerateArray()
                .FirstOrDefault(entry => entry.GetProperty("name").GetString() == "Account story 0");
            return item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("score", out var score)
                && score.ValueKind == JsonValueKind.Number
                && item.TryGetProperty("arr", out var arr)
                && arr.ValueKind == JsonValueKind.Object
                && arr.GetProperty("amount").GetString() != "0.00";
        });
        item.GetProperty("arr").GetProperty("amount").GetString().ShouldStartWith("12000");
        item.GetProperty("drivers").GetArrayLength().ShouldBeGreaterThan(0);

        await ShouldAddUpAsync(ops, item.GetProperty("accountId").GetString()!);
    }

    private static async Task SendUsageAsync(HttpClient ops)
    {
        var events = Enumerable
            .Range(0, 300)
            .Select(i => new
            {
                eventId = $"story-{i}",
                account = $"story:a-{i % 3}",
                user = $"u-{i % 5}",
                feature = $"feature-{i % 4}",
                quantity = 1,
                occurredAt = DateTimeOffset
                    .UtcNow.AddHours(-i * 5)
                    .ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            });
        var answer = await ops.PostAsJsonAsync("/v1/events", new { events });
        ((int)answer.StatusCode).ShouldBe(202, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Contributions add up to the score, and the causes of each change to the change.</summary>
    private static async Task ShouldAddUpAsync(HttpClient ops, string account)
    {
        var score = await ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score");
        var sum = score
            .GetProperty("contributions")
            .EnumerateArray()
            .Sum(contribution => contribution.GetProperty("points").GetDecimal());
        sum.ShouldBe(score.GetProperty("beforeCaps").GetDecimal());
        (sum + score.GetProperty("capAdjustment").GetDecimal()).ShouldBe(score.GetProperty("score").GetDecimal());

        var history = await ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/scores");
        foreach (var version in history.GetProperty("items").EnumerateArray())
        {
            if (!version.TryGetProperty("change", out var change) || !change.TryGetProperty("amount", out var amount))
                continue;
            change
                .GetProperty("causes")
                .EnumerateArray()
                .Sum(cause => cause.GetProperty("amount").GetDecimal())
                .ShouldBe(amount.GetDecimal(), version.ToString());
        }
    }
}
