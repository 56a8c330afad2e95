using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.Benchmarks.Gateway;

internal sealed record CrowdSettings(int Seconds, int Rounds);

/// <summary>
/// One partner calls at ten times the limit of its key; what do the others notice? They ask 100 times a second,
/// open-loop: a time runs from the instant at which the request was due. Each round is measured alone, in the crowd, in
/// the crowd, alone; what counts is the ratio of the 99th percentiles.
/// </summary>
internal static class CrowdBenchmark
{
    private const double MostTimes = 1.5;
    private const int OthersPerSecond = 100;
    private const int Limit = 500;
    private const int Times = 10;

    /// <summary>With a rest of 12 ms after an answer that took 3 or 4, about ten times the limit; what it came to is
    /// printed.</summary>
    private const int Connections = 80;
    private const int RestMilliseconds = 12;
    private const int WarmSeconds = 12;

    public static async Task<int> RunAsync(CrowdSettings settings, CancellationToken ct)
    {
        await using var stack = new GatewayStack();
        await stack.StartAsync(ct);
        using var others = Client(stack, "Authorization", $"Bearer {stack.Token}");
        var key = await KeyAsync(others, ct);
        await File.WriteAllTextAsync(
            stack.ScratchFile("greedy.lua"),
            $"function delay() return {RestMilliseconds} end",
            ct
        );
        await InCrowdAsync(stack, others, key, WarmSeconds, ct);

        var ratios = new List<double>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            var (alone, crowded) = (new List<double>(), new List<double>());
            alone.AddRange(await AskAsync(others, settings.Seconds, ct));
            crowded.AddRange(await InCrowdAsync(stack, others, key, settings.Seconds, ct));
            crowded.AddRange(await InCrowdAsync(stack, others, key, settings.Seconds, ct));
            alone.AddRange(await AskAsync(others, settings.Seconds, ct));
            ratios.Add(At(crowded, 0.99) / At(alone, 0.99));
            Print(
                $"  alone p50 {At(alone, 0.5):0.0} ms, p99 {At(alone, 0.99):0.0} ms; in the crowd p50 "
                    + $"{At(crowded, 0.5):0.0} ms, p99 {At(crowded, 0.99):0.0} ms"
            );
        }

        ratios.Sort();
        var median = ratios[ratios.Count / 2];
        Print(
            $"others' p99 beside one caller at {Times} times its limit: {median:0.00} times theirs alone (at "
                + $"most {MostTimes:0.0}; {ratios[0]:0.00} to {ratios[^1]:0.00})"
        );
        return median <= MostTimes ? 0 : 1;
    }

    private static HttpClient Client(GatewayStack stack, string header, string value) =>
        new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(stack.Gateway),
            DefaultRequestHeaders = { { header, value } },
        };

    private static async Task<string> KeyAsync(HttpClient ops, CancellationToken ct)
    {
        using var answer = await ops.PostAsJsonAsync(
            "/v1/api-keys",
            new
            {
                name = "greedy",
                scopes = new[] { "accounts:read" },
                requestsPerSecond = Limit,
            },
            ct
        );
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(ct))![
            "secret"
        ]!.GetValue<string>();
    }

    /// <summary>The greedy one is a process of its own, which has a processor's time of its own.</summary>
    private static async Task<IReadOnlyList<double>> InCrowdAsync(
        GatewayStack stack,
        HttpClient others,
        string key,
        int seconds,
        CancellationToken ct
    )
    {
        var flood = GatewayBenchmark.RunAsync(
            "wrk",
            [
                "-t1",
                $"-c{Connections}",
                $"-d{seconds + 2}s",
                "-s",
                stack.ScratchFile("greedy.lua"),
                "-H",
                $"X-Api-Key: {key}",
                $"{stack.Gateway}/v1/team",
            ],
            [],
            ct
        );
        await Task.Delay(1_000, ct);
        var times = await AskAsync(others, seconds, ct);
        var told = (await flood)
            .Split('\n')
            .Where(line =>
                line.Contains("Requests/sec", StringComparison.Ordinal)
                || line.Contains("Non-2xx", StringComparison.Ordinal)
                || line.Contains("Socket errors", StringComparison.Ordinal)
            );
        Print($"  the greedy one: {string.Join(", ", told.Select(line => line.Trim()))}");
        return times;
    }

    private static async Task<IReadOnlyList<double>> AskAsync(HttpClient others, int seconds, CancellationToken ct)
    {
        var (calls, began) = (new List<Task<double>>(), Stopwatch.GetTimestamp());
        for (var i = 0; i < OthersPerSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / OthersPerSecond);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                await Task.Delay(early, ct);
            calls.Add(AskOneAsync(due));
        }
        return await Task.WhenAll(calls);

        async Task<double> AskOneAsync(TimeSpan due)
        {
            using var answer = await others.GetAsync("/v1/team", ct);
            answer.EnsureSuccessStatusCode();
            return (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds;
        }
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(times.Count * share));

    private static void Print(string text) => Console.WriteLine(text);
}
