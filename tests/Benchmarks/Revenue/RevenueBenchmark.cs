using System.Diagnostics;
using System.Text.Json;

namespace Platform.Benchmarks.Revenue;

internal sealed record RevenueSettings(int Accounts, int Rounds, int Seconds);

/// <summary>
/// NRR and GRR by segment for 24 months, and the cohort table, through the gateway, over plain SQL on the same tables
/// in the same run: while nothing changes, and while 100 changes a second arrive, for both sides alike. Both have to
/// agree to the cent before and after, and each change has to be in the figures within a second.
/// </summary>
internal static class RevenueBenchmark
{
    private const int ChangesPerSecond = 100;
    private static readonly TimeSpan OldestAllowed = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(RevenueSettings settings, CancellationToken ct)
    {
        await using var stack = await ServiceStack.StartAsync("renewals", ct);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var to = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-24).AddDays(-1);
        var clock = Stopwatch.StartNew();
        var seed = new RevenueSeed(settings.Accounts, new DateOnly(to.Year, to.Month, 1));
        var movements = await seed.WriteAsync(stack.Database, ct);
        Print(
            $"{settings.Accounts:N0} accounts, {movements:N0} movements over {RevenueSeed.Months} months, "
                + $"written in {clock.Elapsed.TotalSeconds:N0} s; {Environment.ProcessorCount} cores"
        );

        var answers = new RevenueAnswers(stack, from, to);
        clock.Restart();
        await answers.GetAsync(answers.Retention, ct);
        Print($"first answer, the book loaded from the ledger: {clock.Elapsed.TotalMilliseconds:N0} ms");
        if (!await EqualAsync("before", answers, ct))
            return 1;

        await MeasureAsync("quiet", settings, stack, answers, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changes = new RevenueChanges(stack, seed.Newcomers, to);
        var arriving = changes.RunAsync(ChangesPerSecond, stop.Token);
        _ = arriving.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default); // Changes that fail end the run.
        await CostAsync(settings, stack, changes, stop.Token);
        await MeasureAsync($"{ChangesPerSecond} changes/s", settings, stack, answers, stop.Token);
        var oldest = await FreshnessAsync(settings, stack, answers, changes, to, stop.Token);
        await stop.CancelAsync();
        await arriving;
        await Task.Delay(OldestAllowed, ct);
        return
            await EqualAsync($"after {changes.Made:N0} changes ({changes.Skipped:N0} not made in time)", answers, ct)
            && oldest <= OldestAllowed
            ? 0
            : 1;
    }

    private static async Task<bool> EqualAsync(string when, RevenueAnswers answers, CancellationToken ct)
    {
        var (differ, of) = await answers.CompareAsync(ct);
        Print(
            differ == 0
                ? $"{when}: all {of:N0} figures equal SQL's to the cent"
                : $"{when}: {differ:N0} figures of {of:N0} differ from SQL's"
        );
        return differ == 0;
    }

    /// <summary>What a change costs in each process, while nobody asks for figures.</summary>
    private static async Task CostAsync(
        RevenueSettings settings,
        ServiceStack stack,
        RevenueChanges changes,
        CancellationToken ct
    )
    {
        await stack.RenewTokenAsync(ct);
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), ct);
        var (cpu, made, clock) = (stack.Cpu(), changes.Made, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), ct);
        var count = changes.Made - made;
        Print(
            $"{count / clock.Elapsed.TotalSeconds:0} changes/s arrive; processor time of each, in microseconds: "
                + $"{ProcessorTime.Each(cpu, stack.Cpu(), count)}"
        );
    }

    private static async Task MeasureAsync(
        string when,
        RevenueSettings settings,
        ServiceStack stack,
        RevenueAnswers answers,
        CancellationToken ct
    )
    {
        foreach (
            var (name, path, floor, goal) in new[]
            {
                ("Q1 NRR + GRR", answers.Retention, 50, 300),
                ("Q2 cohort table", answers.Cohorts, 50, 150),
            }
        )
        {
            var sql = () => path == answers.Retention ? answers.RetentionBySqlAsync(ct) : answers.CohortsBySqlAsync(ct);
            var ours = () => answers.GetAsync(path, ct);
            await stack.RenewTokenAsync(ct);
            await TimesAsync(ours, TimeSpan.FromSeconds(settings.Seconds));
            await TimesAsync(sql, TimeSpan.FromSeconds(2));
            var ratios = new List<double>();
            for (var round = 1; round <= settings.Rounds; round++)
            {
                await stack.RenewTokenAsync(ct);
                var before = await TimesAsync(sql, TimeSpan.FromSeconds(settings.Seconds / 2.0));
                List<double> http =
                [
                    .. await TimesAsync(ours, TimeSpan.FromSeconds(settings.Seconds)),
                    .. await TimesAsync(ours, TimeSpan.FromSeconds(settings.Seconds)),
                ];
                var after = await TimesAsync(sql, TimeSpan.FromSeconds(settings.Seconds / 2.0));
                var (limit, median) = (IngestBenchmark.Median([.. before, .. after]), IngestBenchmark.Median(http));
                ratios.Add(limit / median);
                Print(
                    $"{when}, {name}, round {round}: SQL {limit:0.0} ms, ours p50 {median:0.00} ms p99 "
                        + $"{http.Order().ElementAt(http.Count * 99 / 100):0.00} ms ({http.Count} calls), "
                        + $"{limit / median:0} × faster"
                );
            }

            var spread = (ratios.Max() - ratios.Min()) / IngestBenchmark.Median(ratios);
            Print(
                $"{when}, {name}: {IngestBenchmark.Median(ratios):0} × (floor {floor}, goal {goal}), spread "
                    + $"{spread:P0}{(spread > 0.4 ? ": inconclusive" : "")}"
            );
        }
    }

    private static async Task<List<double>> TimesAsync(Func<Task> call, TimeSpan length)
    {
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        do
        {
            var one = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
        } while (all.Elapsed < length);
        return times;
    }

    /// <summary>From the answer to a change until the figures hold it, each told by a product of its own, amid the
    /// other changes; gives the longest.</summary>
    private static async Task<TimeSpan> FreshnessAsync(
        RevenueSettings settings,
        ServiceStack stack,
        RevenueAnswers answers,
        RevenueChanges changes,
        DateOnly lastDay,
        CancellationToken ct
    )
    {
        var path =
            $"/v1/revenue/retention?from={lastDay.AddDays(1).AddMonths(-1).AddDays(-1):yyyy-MM-dd}"
            + $"&to={lastDay:yyyy-MM-dd}&interval=month&by=product";
        var ages = new List<double>();
        await stack.RenewTokenAsync(ct);
        for (var all = Stopwatch.StartNew(); all.Elapsed < TimeSpan.FromSeconds(settings.Seconds * 2); )
        {
            var product = $"Probe {ages.Count}";
            await changes.AddAsync(product);
            var since = Stopwatch.GetTimestamp();
            while (!Holds(await answers.GetAsync(path, ct), product))
                await Task.Delay(5, ct);
            ages.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        ages.Sort();
        Print(
            $"change answered → in the figures: p50 {ages[ages.Count / 2]:0} ms, p99 "
                + $"{ages[ages.Count * 99 / 100]:0} ms, longest {ages[^1]:0} ms ({ages.Count} changes, "
                + $"{OldestAllowed.TotalMilliseconds:0} ms allowed)"
        );
        return TimeSpan.FromMilliseconds(ages[^1]);
    }

    private static bool Holds(byte[] answer, string product)
    {
        using var json = JsonDocument.Parse(answer);
        return json
            .RootElement.GetProperty("periods")[0]
            .GetProperty("groups")
            .EnumerateArray()
            .Any(g => g.GetProperty("group").GetString() == product);
    }

    private static void Print(string text) => Console.WriteLine(text);
}
