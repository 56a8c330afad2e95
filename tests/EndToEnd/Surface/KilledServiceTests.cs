using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>kill -9 of real processes while calls are under way.</summary>
public sealed class KilledServiceTests(RunningPlatform platform)
{
    [Fact]
    public async Task A_killed_services_routes_answer_503_and_the_others_go_on()
    {
        using var client = await platform.ClientAsync("manager", "killed-service");
        var others = new ConcurrentBag<int>();
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(client, "/v1/segments", others, stop.Token);

        platform.Kill("feedback");
        JsonObject? problem = null;
        await platform.EventuallyAsync("its routes answer 503", async () =>
        {
            using var answer = await client.GetAsync("/v1/surveys");
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                return false;
            answer.Headers.RetryAfter.ShouldNotBeNull();
            problem = await answer.Content.ReadFromJsonAsync<JsonObject>();
            return true;
        });
        problem!["type"]!.GetValue<string>().ShouldBe("gateway/service-unavailable");
        await platform.EventuallyAsync(
            "it is back",
            async () => (await client.GetAsync("/v1/surveys")).IsSuccessStatusCode,
            seconds: 120
        );
        await stop.CancelAsync();
        await load;

        others.Count.ShouldBeGreaterThan(10);
        others.ShouldAllBe(status => status == 200);
    }

    [Fact]
    public async Task A_killed_scoring_replica_fails_no_read()
    {
        using var client = await platform.ClientAsync("manager", "killed-replica");
        var statuses = new ConcurrentBag<int>();
        using var stop = new CancellationTokenSource();
        var load = Enumerable
            .Range(0, 4)
            .Select(_ => LoadAsync(client, "/v1/scorecards", statuses, stop.Token))
            .ToList();
        await platform.EventuallyAsync("calls are under way", () => Task.FromResult(statuses.Count > 50));

        var replica = platform.ProcessesOf("health-scoring")[^1];
        platform.Kill(replica);
        var killedAt = statuses.Count;
        await platform.EventuallyAsync("calls go on", () => Task.FromResult(statuses.Count > killedAt + 100));
        await platform.EventuallyAsync("it is back", () => Task.FromResult(platform.IsHealthy(replica)), seconds: 120);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        // Reads in flight on it were tried again on the other one.
        statuses.ShouldAllBe(status => status == 200);
    }

    private static Task LoadAsync(
        HttpClient client,
        string path,
        ConcurrentBag<int> statuses,
        CancellationToken stop
    ) =>
        Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    using var answer = await client.GetAsync(path, CancellationToken.None);
                    statuses.Add((int)answer.StatusCode);
                    // A few hundred calls a second are load enough; the machine is needed by what starts again.
                    await Task.Delay(10, CancellationToken.None);
                }
            },
            CancellationToken.None
        );
}
