using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Benchmarks.Revenue;

internal sealed record RevenueSettings(int Accounts, int Rounds, int Seconds);

/// <summary>
/// NRR and GRR by segment for 24 months, and the cohort table, through the gateway, over plain SQL on the same tables in the same run. First both
/// have to agree to the cent; then 100 changes a second arrive, and each has to be in the figures within a second.
/// </summary>
internal static class RevenueBenchmark
{
    private const int ChangesPerSecond = 100;

    public static async Task<int> RunAsync(RevenueSettings settings, CancellationToken ct)
    {
        await using var stack = await ServiceStack.StartAsync("renewals", ct);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var to = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-24).AddDays(-1);
        var seed = new RevenueSeed(settings.Accounts, new DateOnly(to.Year, to.Month, 1));
        var movements = await seed.WriteAsync(stack.Database, ct);
        Print($"{settings.Accounts:N0} accounts, {movements:N0} movements over {RevenueSeed.Months} months, {Environment.ProcessorCount} cores");

        var retention = $"/v1/revenue/retention?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&interval=month&by=segment";
        var cohorts = $"/v1/revenue/cohorts?from={from.AddDays(1):yyyy-MM-dd}&to={to:yyyy-MM-dd}";
        var load = Stopwatch.StartNew();
        var answer = await GetAsync(stack, retention, ct);
        Print($"first answer, the book loaded from the ledger: {load.Elapsed.TotalMilliseconds:N0} ms");
        var wrong = Compare(answer, await RevenueSql.RetentionAsync(stack.Database, from, to, ct))
            + Compare(await GetAsync(stack, cohorts, ct), await RevenueSql.CohortsAsync(stack.Database, from.AddDays(1), to, ct));
        Print($"figures that differ from SQL: {wrong}");
        if (wrong > 0) return 1;

        await MeasureAsync("quiet", settings, stack, retention, cohorts, from, to, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changes = new Changes(stack, seed.Newcomers, to);
        var arriving = changes.RunAsync(ChangesPerSecond, stop.Token);
        await MeasureAsync($"{ChangesPerSecond} changes/s", settings, stack, retention, cohorts, from, to, ct);
        var oldest = await changes.FreshnessAsync(TimeSpan.FromSeconds(settings.Seconds), ct);
        await stop.CancelAsync();
        await arriving;
        Print($"changes made: {changes.Made:N0}");
        return oldest <= TimeSpan.FromSeconds(1) ? 0 : 1;
    }

    private static async Task MeasureAsync(string when, RevenueSettings settings, ServiceStack stack, string retention, string cohorts, DateOnly from, DateOnly to, CancellationToken ct)
    {
        foreach (var (name, path, floor, goal) in new[] { ("Q1 NRR + GRR", retention, 50, 300), ("Q2 cohort table", cohorts, 50, 150) })
        {
            var sql = () => path == retention ? (Task)RevenueSql.RetentionAsync(stack.Database, from, to, ct) : RevenueSql.CohortsAsync(stack.Database, from.AddDays(1), to, ct);
            var ours = () => GetAsync(stack, path, ct);
            await stack.RenewTokenAsync(ct);
            await TimesAsync(ours, TimeSpan.FromSeconds(settings.Seconds));
            await TimesAsync(sql, TimeSpan.FromSeconds(2));
            var ratios = new List<double>();
            for (var round = 1; round <= settings.Rounds; round++)
            {
                await stack.RenewTokenAsync(ct);
                var before = await TimesAsync(sql, TimeSpan.FromSeconds(settings.Seconds / 2.0));
                List<double> http = [.. await TimesAsync(ours, TimeSpan.FromSeconds(settings.Seconds)), .. await TimesAsync(ours, TimeSpan.FromSeconds(settings.Seconds))];
                var after = await TimesAsync(sql, TimeSpan.FromSeconds(settings.Seconds / 2.0));
                var (limit, median) = (IngestBenchmark.Median([.. before, .. after]), IngestBenchmark.Median(http));
                ratios.Add(limit / median);
                Print($"{when}, {name}, round {round}: SQL {limit:0.0} ms, ours p50 {median:0.00} ms p99 {http.Order().ElementAt(http.Count * 99 / 100):0.00} ms ({http.Count} calls), {limit / median:0} × faster");
            }

            var spread = (ratios.Max() - ratios.Min()) / IngestBenchmark.Median(ratios);
            Print($"{when}, {name}: {IngestBenchmark.Median(ratios):0} × (floor {floor}, goal {goal}), spread {spread:P0}{(spread > 0.4 ? ": inconclusive" : "")}");
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
        }
        while (all.Elapsed < length);
        return times;
    }

    private static async Task<byte[]> GetAsync(ServiceStack stack, string path, CancellationToken ct)
    {
        using var answer = await stack.Client.GetAsync(path, ct);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode} {path}: {await answer.Content.ReadAsStringAsync(ct)}");
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }

    private static int Compare(byte[] answer, List<RevenueSql.MonthFigures> sql)
    {
        using var json = JsonDocument.Parse(answer);
        var ours = (from period in json.RootElement.GetProperty("periods").EnumerateArray()
                    from g in period.GetProperty("groups").EnumerateArray()
                    where g.GetProperty("group").GetString() != "all"
                    let w = g.GetProperty("figures").GetProperty("waterfall")
                    select new RevenueSql.MonthFigures(
                        period.GetProperty("to").GetString()![..7], g.GetProperty("group").GetString()!, w.GetProperty("start").GetDecimal(),
                        w.GetProperty("expansion").GetDecimal(), w.GetProperty("contraction").GetDecimal() + w.GetProperty("churn").GetDecimal())).ToHashSet();
        return sql.Count(row => !ours.Contains(row)) + Math.Abs(sql.Count - ours.Count);
    }

    private static int Compare(byte[] answer, List<RevenueSql.CohortFigures> sql)
    {
        using var json = JsonDocument.Parse(answer);
        var ours = (from cohort in json.RootElement.GetProperty("cohorts").EnumerateArray()
                    from cell in cohort.GetProperty("cells").EnumerateArray()
                    select new RevenueSql.CohortFigures(
                        cohort.GetProperty("month").GetString()!, cell.GetProperty("age").GetInt32(), cell.GetProperty("active").GetInt64(), cell.GetProperty("mrr").GetDecimal())).ToHashSet();
        return sql.Count(row => !ours.Contains(row)) + Math.Abs(sql.Count - ours.Count);
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>New subscriptions through the gateway at a fixed rate, each on an account of its own.</summary>
    private sealed class Changes(ServiceStack stack, Guid[] accounts, DateOnly lastDay)
    {
        private int _next;
        private int _made;

        public int Made => _made;

        public async Task RunAsync(int perSecond, CancellationToken ct)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
            var running = new List<Task>();
            try
            {
                while (await timer.WaitForNextTickAsync(ct))
                {
                    running.RemoveAll(t => t.IsCompletedSuccessfully);
                    // A machine that can not keep up is not driven into the ground; the rate reached is printed.
                    if (running.Count < 64) running.Add(MakeAsync());
                }
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(running);
            }
        }

        /// <summary>From the answer to a change until the figures hold it, each told by a product of its own; gives the longest.</summary>
        public async Task<TimeSpan> FreshnessAsync(TimeSpan length, CancellationToken ct)
        {
            var path = $"/v1/revenue/retention?from={lastDay.AddDays(1).AddMonths(-1).AddDays(-1):yyyy-MM-dd}&to={lastDay:yyyy-MM-dd}&interval=month&by=product";
            var ages = new List<double>();
            var all = Stopwatch.StartNew();
            await stack.RenewTokenAsync(ct);
            while (all.Elapsed < length)
            {
                var product = $"Probe {ages.Count}";
                await MakeAsync(product);
                var since = Stopwatch.GetTimestamp();
                while (!Holds(await GetAsync(stack, path, ct), product)) await Task.Delay(5, ct);
                ages.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }

            ages.Sort();
            Print($"change answered → in the figures: p50 {ages[ages.Count / 2]:0} ms, p99 {ages[ages.Count * 99 / 100]:0} ms, longest {ages[^1]:0} ms ({ages.Count} changes)");
            return TimeSpan.FromMilliseconds(ages[^1]);
        }

        private static bool Holds(byte[] answer, string product)
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.GetProperty("periods")[0].GetProperty("groups").EnumerateArray().Any(g => g.GetProperty("group").GetString() == product);
        }

        private async Task MakeAsync(string product = "Bench")
        {
            var account = accounts[Interlocked.Increment(ref _next) % accounts.Length];
            var body = new
            {
                accountId = account,
                product,
                startsOn = new DateOnly(lastDay.Year, lastDay.Month, 3),
                autoRenew = false,
                trial = false,
                price = new { seats = 1, amount = new { amount = "10.00", currency = "EUR" }, months = 1 },
            };
            using var answer = await stack.Client.PostAsJsonAsync("/v1/subscriptions", body);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            Interlocked.Increment(ref _made);
        }
    }
}
