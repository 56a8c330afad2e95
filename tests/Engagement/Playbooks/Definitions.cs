namespace Platform.Engagement.Tests.Playbooks;

/// <summary>Definitions and playbooks that many tests begin with.</summary>
internal static class Definitions
{
    public static object OnRequest(params object[] steps) => new { trigger = new { request = true }, steps };

    public static object Task(string key, string title = "Call them", object? more = null) =>
        With(
            new
            {
                key,
                type = "task",
                title,
            },
            more
        );

    public static Dictionary<string, object?> With(object step, object? more)
    {
        var all = new Dictionary<string, object?>();
        foreach (var part in new[] { step, more })
        foreach (var property in part?.GetType().GetProperties() ?? [])
            all[property.Name == "otherwise" ? "else" : property.Name] = property.GetValue(part);
        return all;
    }

    /// <summary>A playbook with a key of its own, live.</summary>
    public static async Task<(Guid Id, string Key)> LiveAsync(
        this HttpClient ops,
        object definition,
        decimal holdout = 0,
        string[]? classes = null
    )
    {
        var key = "p-" + Guid.NewGuid().ToString("N")[..12];
        var made = await ops.PostAsync(
            "/v1/playbooks",
            new
            {
                key,
                playbook = new
                {
                    name = key,
                    holdout,
                    classes,
                    definition,
                },
            }
        );
        await ops.PostAsync($"/v1/playbooks/{made.Id()}/live", new { reason = "a test", confirmCount = 1 });
        return (made.Id(), key);
    }

    public static async Task<Guid> StartAsync(this HttpClient client, Guid playbook, Guid account) =>
        (await client.PostAsync($"/v1/playbooks/{playbook}/runs", new { accountId = account, reason = "a test" })).Id();

    public static async Task<System.Text.Json.JsonElement> RunAsync(this HttpClient client, Guid run) =>
        (await client.ReadAsync($"/v1/runs/{run}")).GetProperty("run");

    /// <summary>Waits until a run is in a state.</summary>
    public static Task<System.Text.Json.JsonElement> UntilAsync(this HttpClient client, Guid run, string state) =>
        TestKit.Eventually.GetAsync(() => client.RunAsync(run), it => it.Text("state") == state, $"run is {state}");

    /// <summary>The only run of a playbook, as soon as there is one.</summary>
    public static async Task<System.Text.Json.JsonElement> OnlyRunAsync(this HttpClient client, string playbook) =>
        (
            await TestKit.Eventually.GetAsync(
                () => client.ReadAsync($"/v1/runs?playbook={playbook}"),
                page => page.List("items").Count > 0,
                "a run is there"
            )
        )
            .List("items")
            .ShouldHaveSingleItem();
}
