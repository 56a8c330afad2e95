using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.Benchmarks.Gateway;

internal sealed record CrowdSettings(int Seconds, int Rounds);

/// <summary>
/// One partner calls at ten times the limit of its key; what do the others notice? They ask 100 times a second, open-loop: a time runs from the instant at which the request
/// was due. Each round is measured alone, in the crowd, in the crowd, alone; what counts is the ratio of the 99th percentiles.
/// </summary>
internal static class CrowdBenchmark
{
    private const double MostTimes = 1.5;
    private const int OthersPerSecond = 100;
    private const int Limit = 500;
    private const int Times = 10;
    private const int WarmSeconds = 12;

    public static async Task<int> RunAsync(CrowdSettings settings, CancellationToken ct)
    {
        await using var stack = new GatewayStack();
        await stack.StartAsync(ct);
        using var others = Client(stack, "Authorization", $"Bearer {stack.Token}");
        using var greedy = Client(stack, "X-Api-Key", await KeyAsync(others, ct));
        await InCrowdAsync(others, greedy, WarmSeconds, ct);

        var ratios = new List<double>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            var (alone, crowded) = (new List<double>(), new List<double>());
            alone.AddRange(await AskAsync(others, settings.Seconds, ct));
            crowded.AddRange(await InCrowdAsync(others, greedy, settings.Seconds, ct));
            crowded.AddRange(await InCrowdAsync(others, greedy, settings.Seconds, ct));
            alone.AddRange(await AskAsync(others, settings.Seconds, ct));
            ratios.Add(At(crowded, 0.99) / At(alone, 0.99));
            Print($"  alone p50 {At(alone, 0.5):0.0} ms, p99 {At(alone, 0.99):0.0} ms; in the crowd p50 {At(crowded, 0.5):0.0} ms, p99 {At(crowded, 0.99):0.0} ms");
        }

        ratios.Sort();
        var median = ratios[ratios.Count / 2];
        Print($"others' p99 beside one caller at {Times} times its limit: {median:0.00} times theirs alone (at most {MostTimes:0.0}; {ratios[0]:0.00} to {ratios[^1]:0.00})");
        return median <= MostTimes ? 0 : 1;
    }

    private static HttpClient Client(GatewayStack stack, string header, string value) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(stack.Gateway), DefaultRequestHeaders = { { header, value } } };

    private static async Task<string> KeyAsync(HttpClient ops, CancellationToken ct)
    {
        using var answer = await ops.PostAsJsonAsync("/v1/api-keys", new { name = "greedy", scopes = new[] { "accounts:read" }, requestsPerSecond = Limit }, ct);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(ct))!["secret"]!.GetValue<string>();
    }

    private static async Task<IReadOnlyList<double>> InCrowdAsync(HttpClient others, HttpClient greedy, int seconds, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var flood = FloodAsync(greedy, answers, enough.Token);
        var times = await AskAsync(others, seconds, ct);
        await enough.CancelAsync();
        await flood;
        Print($"  the greedy one, per second: {string.Join(", ", answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value / seconds:N0} x {(int)answer.Key}"))}");
        return times;
    }

    /// <summary>As many as are due by now, every ten milliseconds, whatever became of those before.</summary>
    private static async Task FloodAsync(HttpClient greedy, ConcurrentDictionary<HttpStatusCode, int> answers, CancellationToken ct)
    {
        var (watch, sent, calls) = (Stopwatch.StartNew(), 0, new ConcurrentDictionary<int, Task>());
        while (!ct.IsCancellationRequested)
        {
            for (; sent < watch.Elapsed.TotalSeconds * Limit * Times; sent++)
            {
                var number = sent;
                calls[number] = CallAsync(number);
            }
            await Task.Delay(10, CancellationToken.None);
        }
        await Task.WhenAll(calls.Values);

        async Task CallAsync(int number)
        {
            await Task.Yield();
            using var answer = await greedy.GetAsync("/v1/team", CancellationToken.None);
            answers.AddOrUpdate(answer.StatusCode, 1, (_, before) => before + 1);
            calls.TryRemove(number, out _);
        }
    }

    private static async Task<IReadOnlyList<double>> AskAsync(HttpClient others, int seconds, CancellationToken ct)
    {
        var (calls, began) = (new List<Task<double>>(), Stopwatch.GetTimestamp());
        for (var i = 0; i < OthersPerSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / OthersPerSecond);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early) await Task.Delay(early, ct);
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

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
