using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Platform.EndToEnd.Tests;

/// <summary>A customer answers by their link, and everybody whom it concerns knows: the loop, the timeline, the
/// score.</summary>
public sealed class FeedbackStoryTests(RunningPlatform platform, ITestOutputHelper output)
{
    private const string Source = "voice";

    [Fact]
    public async Task A_detractors_answer_opens_a_loop_moves_the_health_and_shows_on_the_timeline()
    {
        using var ops = await platform.ClientAsync("ops");
        await Company.DescribeFeaturesAsync(ops);
        await Company.ImportAccountsAsync(platform, ops, Source, accounts: 1);
        await Company.ImportAsync(
            platform,
            ops,
            "subscriptions",
            Source,
            $$"""
            {"externalId":"s-0","account":"a-0","product":"suite","seats":10,"amount":"12000","currency":"EUR",
            "periodMonths":12,"startsOn":"{{DateTime.UtcNow.AddDays(-200):yyyy-MM-dd}}",
            "termEndsOn":"{{DateTime.UtcNow.AddDays(165):yyyy-MM-dd}}"}
            """.ReplaceLineEndings("") + "\n"
        );
        await SendUsageAsync(ops);
        var account = await AccountAsync(ops);
        decimal before = 0;
        await platform.EventuallyAsync("the account has a score", async () =>
            (before = await ScoreAsync(ops, account) ?? 0) > 0
        );
        var link = await InviteAsync(ops, account);

        var watch = Stopwatch.StartNew();
        using var customer = new HttpClient { BaseAddress = platform.Http };
        var answered = await customer.PostAsync(
            link,
            new FormUrlEncodedContent([
                KeyValuePair.Create("score", "1"),
                KeyValuePair.Create("comment", "The export loses rows"),
            ])
        );
        answered.IsSuccessStatusCode.ShouldBeTrue(await answered.Content.ReadAsStringAsync());

        await platform.EventuallyAsync("the loop is open", async () =>
            (await ItemsAsync(ops, $"/v1/loops?accountId={account}")).Any(loop =>
                loop.GetProperty("reason").GetString() == "detractor"
            )
        );
        await platform.EventuallyAsync("the answer is on the timeline", async () =>
            (await ItemsAsync(ops, $"/v1/accounts/{account}/timeline")).Any(entry =>
                entry.GetProperty("type").GetString() == "survey_answered"
            )
        );
        var shown = watch.Elapsed;
        await platform.EventuallyAsync("the health moved down", async () => await ScoreAsync(ops, account) < before);
        output.WriteLine(
            $"Loop and timeline after {shown.TotalSeconds:0.00} s, score after {watch.Elapsed.TotalSeconds:0.00} "
                + $"s: {before} → {await ScoreAsync(ops, account)}"
        );

        (await customer.GetAsync("/answer/" + new string('A', 64))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
    }

    private static async Task SendUsageAsync(HttpClient ops)
    {
        var events = Enumerable
            .Range(0, 300)
            .Select(i => new
            {
                eventId = $"{Source}-{i}",
                account = $"{Source}:a-0",
                user = $"u-{i % 5}",
                feature = $"feature-{i % 5}",
                quantity = 1,
                occurredAt = DateTimeOffset
                    .UtcNow.AddHours(-i * 5)
                    .ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            });
        (await ops.PostAsJsonAsync("/v1/events", new { events })).EnsureSuccessStatusCode();
    }

    private async Task<Guid> AccountAsync(HttpClient ops)
    {
        Guid account = default;
        await platform.EventuallyAsync("the account is found", async () =>
        {
            var found = (await ItemsAsync(ops, "/v1/portfolio?limit=200")).FirstOrDefault(entry =>
                entry.GetProperty("name").GetString() == $"Account {Source} 0"
            );
            return found.ValueKind == JsonValueKind.Object && found.GetProperty("accountId").TryGetGuid(out account);
        });
        return account;
    }

    /// <summary>A contact, a survey and a wave to them; gives the contact's own link.</summary>
    private async Task<string> InviteAsync(HttpClient ops, Guid account)
    {
        var contact = new
        {
            name = "Pat Example",
            email = "pat@voice.example",
            roles = new[] { "champion" },
        };
        (await ops.PostAsJsonAsync($"/v1/accounts/{account}/contacts", contact)).EnsureSuccessStatusCode();
        await using var database = NpgsqlDataSource.Create(platform.ConnectionString("feedback-db"));
        await platform.EventuallyAsync("feedback knows the contact", async () =>
        {
            await using var connection = await database.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<bool>(
                "select exists (select from contact_copy join account_copy using (account_id) where account_id = "
                    + "@account)",
                new { account }
            );
        });
        var survey = await (
            await ops.PostAsJsonAsync(
                "/v1/surveys",
                new
                {
                    name = $"NPS {account}",
                    type = "nps",
                    question = "How likely are you to recommend us?",
                }
            )
        ).Content.ReadFromJsonAsync<JsonElement>();
        var wave = await (
            await ops.PostAsJsonAsync(
                "/v1/waves",
                new
                {
                    surveyId = survey.GetProperty("id").GetGuid(),
                    name = "Now",
                    audience = new { accountIds = new[] { account } },
                }
            )
        ).Content.ReadFromJsonAsync<JsonElement>();
        return (await ItemsAsync(ops, $"/v1/waves/{wave.GetProperty("id").GetGuid()}/invitations"))
            .ShouldHaveSingleItem()
            .GetProperty("link")
            .GetString()!;
    }

    private static async Task<decimal?> ScoreAsync(HttpClient ops, Guid account)
    {
        var answer = await ops.GetAsync($"/v1/accounts/{account}/score");
        if (!answer.IsSuccessStatusCode)
            return null;
        return
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("score", out var score)
            && score.ValueKind == JsonValueKind.Number
            ? score.GetDecimal()
            : null;
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient ops, string path) =>
        [.. (await ops.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];
}
