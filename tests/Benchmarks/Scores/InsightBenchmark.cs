using System.Diagnostics;
using System.Globalization;

namespace Platform.Benchmarks.Scores;

/// <summary>Each question that the scoring service answers, over HTTP, on a book of many accounts with a year of use,
/// and how much memory the service took for it.</summary>
internal static class InsightBenchmark
{
    public static async Task<int> RunAsync(int accounts, CancellationToken ct)
    {
        await using var stack = await ScoringStack.StartAsync(replicas: 1, direct: true, ct);
        using var client = new HttpClient
        {
            BaseAddress = stack.Client.BaseAddress,
            Timeout = TimeSpan.FromMinutes(10),
        };
        var watch = Stopwatch.StartNew();
        var ids = await YearSeed.FillAsync(stack.Database, accounts, DateOnly.FromDateTime(DateTime.UtcNow), ct);
        Print(
            $"{accounts:N0} accounts with {YearSeed.Days} days of {YearSeed.Features} features each, made in "
                + $"{watch.Elapsed.TotalSeconds:0} s; the service takes {MemoryOf(stack):N0} MB"
        );
        await ScoreSomeAsync(stack, ids[..Math.Min(ids.Length, 5_000)], ct);

        var one = ids[ids.Length / 2];
        string[] paths =
        [
            "/v1/features",
            "/v1/scores?limit=100",
            "/v1/scores?limit=100&band=red",
            $"/v1/accounts/{ids[0]}/score",
            $"/v1/accounts/{ids[0]}/scores",
            $"/v1/accounts/{ids[0]}/score/check",
            $"/v1/accounts/{one}/usage",
            $"/v1/accounts/{one}/usage?from={DateTime.UtcNow.AddDays(-364):yyyy-MM-dd}",
            "/v1/power-users",
            $"/v1/accounts/{one}/power-users",
            "/v1/insights/survival",
            "/v1/insights/survival?format=svg",
            "/v1/insights/sticky-features",
            "/v1/insights/adoption",
            "/v1/insights/adoption?weeks=52",
            "/v1/insights/retention",
            "/v1/insights/retention?unit=account&start=sign_up&kind=n_day&clock=rolling&cohort=week",
            "/v1/insights/aha-moments",
        ];
        var failed = 0;
        foreach (var path in paths)
        {
            await stack.RenewTokenAsync(ct);
            client.DefaultRequestHeaders.Authorization = stack.Client.DefaultRequestHeaders.Authorization;
            watch.Restart();
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), ct);
            var body = await answer.Content.ReadAsStringAsync(ct);
            var question = path.Replace(one.ToString(), "{id}", StringComparison.Ordinal)
                .Replace(ids[0].ToString(), "{id}", StringComparison.Ordinal);
            Print(
                $"{watch.Elapsed.TotalSeconds, 8:0.000} s  {(int)answer.StatusCode}  {body.Length, 9:N0} characters  "
                    + $"at most {MemoryOf(stack), 5:N0} MB  {question}"
            );
            if (!answer.IsSuccessStatusCode)
                failed++;
        }
        return failed == 0 ? 0 : 1;
    }

    /// <summary>The exact scoring with history and events, for the rate of it and so that there is something to
    /// read.</summary>
    private static async Task ScoreSomeAsync(ScoringStack stack, Guid[] ids, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await BookSeed.ExecuteAsync(
            stack.Database,
            "insert into dirty_account (account_id) select unnest($1)",
            ids,
            ct
        );
        await using var left = stack.Database.CreateCommand("select count(*) from dirty_account");
        while ((long)(await left.ExecuteScalarAsync(ct))! > 0)
            await Task.Delay(50, ct);
        Print(
            $"{ids.Length:N0} accounts scored exactly from day rows, with history and events, in "
                + $"{watch.Elapsed.TotalSeconds:0.0} s"
        );
    }

    /// <summary>The most it ever took, in MB.</summary>
    private static double MemoryOf(ScoringStack stack) =>
        double.Parse(
            File.ReadLines($"/proc/{stack.Scoring[0].Id}/status")
                .First(l => l.StartsWith("VmHWM", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1e3;

    private static void Print(string text) => Console.WriteLine(text);
}
