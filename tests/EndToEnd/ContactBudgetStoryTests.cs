using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>Marketing and surveys draw on one budget: who was written to twice this week is not asked.</summary>
public sealed class ContactBudgetStoryTests(RunningPlatform platform)
{
    [Fact]
    public async Task A_wave_leaves_out_whom_another_tool_has_written_to_as_often_as_the_policy_allows()
    {
        using var ops = await platform.ClientAsync("ops");
        var mark = Guid.NewGuid().ToString("N");
        var account = (await PostAsync(ops, "/v1/accounts", new { name = $"Budget {mark}" }))
            .GetProperty("id")
            .GetGuid();
        var (tired, fresh) = ($"tired-{mark}@budget.example", $"fresh-{mark}@budget.example");
        foreach (var email in new[] { tired, fresh })
            await PostAsync(
                ops,
                $"/v1/accounts/{account}/contacts",
                new
                {
                    name = email,
                    email,
                    roles = new[] { "champion" },
                }
            );
        for (var i = 0; i < 2; i++)
            await PostAsync(
                ops,
                "/v1/contact-budget/reservations",
                new
                {
                    email = tired,
                    accountId = account,
                    channel = "email",
                    topic = "security",
                    source = "marketing",
                }
            );
        var survey = (
            await PostAsync(
                ops,
                "/v1/surveys",
                new
                {
                    name = mark,
                    type = "nps",
                    question = "Would you recommend us?",
                }
            )
        ).GetProperty("id");
        var audience = new { accountIds = new[] { account } };
        await platform.EventuallyAsync("feedback knows both people", async () =>
        {
            var preview = await PostAsync(ops, "/v1/waves/previews", new { channel = "email", audience });
            return preview.GetProperty("matching").GetInt32() == 2;
        });
        var wave = await PostAsync(
            ops,
            "/v1/waves",
            new
            {
                surveyId = survey,
                name = mark,
                channel = "email",
                audience,
            }
        );
        var opened = await ops.GetFromJsonAsync<JsonElement>($"/v1/waves/{wave.GetProperty("id").GetGuid()}");
        (opened.GetProperty("matching").GetInt32(), opened.GetProperty("invited").GetInt32()).ShouldBe((2, 1));
        var budget = await ops.GetFromJsonAsync<JsonElement>($"/v1/contact-budget?email={fresh}");
        budget.GetProperty("touches")[0].GetProperty("channel").GetString().ShouldBe("survey");
        budget.GetProperty("touches")[0].GetProperty("state").GetString().ShouldBe("sent");
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
