using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>A handful of accounts with external ids, brought in as a customer would: by import through the
/// gateway.</summary>
internal static class Company
{
    /// <summary>Imports accounts <c>{source}:a-0…</c>; gives their ids once scoring can resolve them too.</summary>
    public static async Task ImportAccountsAsync(RunningPlatform platform, HttpClient ops, string source, int accounts)
    {
        var rows = string.Concat(
            Enumerable
                .Range(0, accounts)
                .Select(i =>
                    $$"""
                        {"externalId":"a-{{i}}","name":"Account {{source}} {{i}}","industry":"software","country":"DE",
                        "employees":{{100 + i}}}
                        """.ReplaceLineEndings("") + "\n"
                )
        );
        await ImportAsync(platform, ops, "accounts", source, rows);
    }

    /// <summary>Describes <c>feature-0…</c> as core: without core features a part of the scorecard has nothing to go
    /// by.</summary>
    public static async Task DescribeFeaturesAsync(HttpClient ops)
    {
        for (var i = 0; i < 5; i++)
            (
                await ops.PutAsJsonAsync($"/v1/features/feature-{i}", new { core = true, premium = false })
            ).EnsureSuccessStatusCode();
    }

    public static async Task<JsonElement> ImportAsync(
        RunningPlatform platform,
        HttpClient ops,
        string kind,
        string source,
        string ndjson
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/imports?kind={kind}&source={source}&fileName={kind}.ndjson"
        )
        {
            Content = new StringContent(ndjson, Encoding.UTF8, "application/x-ndjson"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await ops.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(202, await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        JsonElement import = default;
        await platform.EventuallyAsync($"the import of {kind} is done", async () =>
        {
            import = await ops.GetFromJsonAsync<JsonElement>($"/v1/imports/{id}");
            return import.GetProperty("status").GetString() is "completed" or "failed";
        });
        import.GetProperty("status").GetString().ShouldBe("completed", import.ToString());
        import.GetProperty("rowsFailed").GetInt32().ShouldBe(0, import.ToString());
        return import;
    }
}
