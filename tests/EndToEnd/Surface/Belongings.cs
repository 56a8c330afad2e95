using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>
/// One of many things of an account that belongs to somebody, so that the rules for what exists can be tried at every route: by the path of the thing, without
/// a line for each operation on it.
/// </summary>
internal sealed class Belongings
{
    public string Account { get; private set; } = "";

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The path with the ids of what there is; null where a place in it stands for something that was not made here.</summary>
    public string? Fill(string path)
    {
        var filled = "";
        foreach (var segment in path.Trim('/').Split('/'))
        {
            if (!segment.StartsWith('{')) filled += $"/{segment}";
            else if (_ids.TryGetValue(filled, out var id)) filled += $"/{id}";
            else return null;
        }

        return filled;
    }

    /// <summary>Made by <paramref name="ops"/> for an account whose CSM is <paramref name="owner"/>.</summary>
    public static async Task<Belongings> CreateAsync(RunningPlatform platform, HttpClient ops, string owner)
    {
        var all = new Belongings();
        var mark = Guid.NewGuid().ToString("N");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        async Task<string> AddAsync(string path, object body, string? at = null)
        {
            var id = "";
            // A service that has not heard of the account yet says so with a 4xx.
            await platform.EventuallyAsync($"POST {path}", async () =>
            {
                using var answer = await ops.PostAsJsonAsync(path, body);
                if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                id = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
                return true;
            }, seconds: 30);
            all._ids[at ?? path] = id;
            return id;
        }

        var account = await AddAsync("/v1/accounts", new { name = $"Belongings {mark}" });
        all.Account = account;
        await ops.SendAsync(HttpMethod.Put, $"/v1/accounts/{account}/owners/csm", new { personId = owner });
        all._ids[$"/v1/accounts/{account}/owners"] = "csm";
        await AddAsync($"/v1/accounts/{account}/contacts", new { name = "Nora", email = $"{mark}@belongings.example", roles = new[] { "champion" } }, "/v1/contacts");
        await AddAsync("/v1/views", new { name = mark, query = new { sort = "name" } });
        await AddAsync("/v1/webhooks", new { url = "https://example.com/hooks", types = new[] { "accounts.*" } });
        await AddAsync("/v1/courses", new { code = mark, title = "Admin", kind = "certification", role = "admin" });
        await AddAsync("/v1/plan-templates", new { name = mark, body = new { summary = "S", objectives = Array.Empty<object>() } });
        await AddAsync("/v1/subscriptions", new { accountId = account, product = "Suite", startsOn = today.AddDays(-30), autoRenew = false, trial = false, price = Calls.Price(100) });
        await AddAsync("/v1/risks", new { accountId = account, category = "champion_turnover", cause = mark });
        await AddAsync("/v1/plans", new { accountId = account });
        return all;
    }
}
