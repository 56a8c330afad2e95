using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Benchmarks.Revenue;

/// <summary>
/// Changes through the gateway at a fixed rate: half of them new subscriptions, half of them new prices of
/// subscriptions made before, which the ledger answers with a reversal and what holds instead. Each change is due at
/// its instant, whatever became of the one before.
/// </summary>
internal sealed class RevenueChanges(ServiceStack stack, Guid[] accounts, DateOnly lastDay)
{
    // A machine that can not keep up is not driven into the ground; the rate reached is printed.
    private const int MostAtOnce = 64;

    private readonly ConcurrentQueue<string> _subscriptions = [];
    private int _next;
    private int _made;
    private int _skipped;

    public int Made => Volatile.Read(ref _made);

    /// <summary>Due, but <see cref="MostAtOnce"/> were under way.</summary>
    public int Skipped => Volatile.Read(ref _skipped);

    public async Task RunAsync(int perSecond, CancellationToken ct)
    {
        var began = Stopwatch.StartNew();
        var running = new List<Task>();
        for (long due = 0; !ct.IsCancellationRequested; due++)
        {
            var wait = TimeSpan.FromSeconds((double)due / perSecond) - began.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, CancellationToken.None);
            foreach (var done in running.Where(t => t.IsCompleted))
                await done;
            running.RemoveAll(t => t.IsCompleted);
            if (running.Count < MostAtOnce)
                running.Add(due % 2 == 0 ? AddAsync("Bench") : RepriceAsync());
            else
                Interlocked.Increment(ref _skipped);
        }

        await Task.WhenAll(running);
    }

    /// <summary>A new subscription on an account of its own; begun in the last month that the figures show.</summary>
    public async Task AddAsync(string product)
    {
        var account = accounts[Interlocked.Increment(ref _next) % accounts.Length];
        var id = await PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = account,
                product,
                startsOn = new DateOnly(lastDay.Year, lastDay.Month, 3),
                autoRenew = false,
                trial = false,
                price = Price(10),
            }
        );
        _subscriptions.Enqueue(id);
    }

    private async Task RepriceAsync()
    {
        if (!_subscriptions.TryDequeue(out var id))
            return;
        var from = new DateOnly(lastDay.Year, lastDay.Month, 1).AddDays(2 + Random.Shared.Next(20));
        await PostAsync($"/v1/subscriptions/{id}/prices", new { from, price = Price(Random.Shared.Next(1, 100)) });
        _subscriptions.Enqueue(id);
    }

    private static object Price(int amount) =>
        new
        {
            seats = 1,
            amount = new { amount = FormattableString.Invariant($"{amount}.00"), currency = "EUR" },
            months = 1,
        };

    private async Task<string> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await stack.Client.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{(int)answer.StatusCode} {path}: {await answer.Content.ReadAsStringAsync()}"
            );
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        Interlocked.Increment(ref _made);
        return id;
    }
}
