using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Platform.Benchmarks.Accounts;

/// <summary>
/// Pages of a portfolio of many accounts, filtered and sorted at random and followed by cursor, open-loop at a fixed
/// rate: a time runs from the instant at which the request was due. Both lists of the accounts service, through the
/// gateway; beside them a page asked of PostgreSQL directly at the same rate, which says
/// how busy the machine was.
/// </summary>
internal static class PortfolioBenchmark
{
    private const double MostMilliseconds = 50;
    private const int PerSecond = 50;

    private static readonly string[] Orders =
    [
        "expectedLoss",
        "-expectedLoss",
        "arrAtRisk",
        "-arrAtRisk",
        "arr",
        "-arr",
        "score",
        "-score",
        "renewalDate",
        "-renewalDate",
        "name",
        "-name",
    ];

    /// <param name="accounts">In the book.</param>
    /// <param name="seconds">Of each measurement.</param>
    /// <param name="duringRound">While the daily round goes through the book; otherwise it was made in the
    /// night.</param>
    /// <param name="ct">Ends it early.</param>
    public static async Task<int> RunAsync(int accounts, int seconds, bool duringRound, CancellationToken ct)
    {
        await using var stack = await ServiceStack.StartAsync("accounts", ct);
        await SeedAsync(stack.Database, SeedAccounts + (duringRound ? "" : RoundIsDone), accounts, ct);
        if (duringRound)
            await RoundBeginsAsync(stack.Database, ct);
        Print($"{accounts:N0} accounts, {PerSecond} requests/s for {seconds} s, {Environment.ProcessorCount} cores");

        var missed = 0;
        await MeasureAsync(
            "a page straight from PostgreSQL",
            stack.ServiceId,
            [.. Enumerable.Repeat("", PerSecond * seconds)],
            (_, began, due, _) => AskDirectlyAsync(stack.Database, began, due, ct),
            ct
        );
        foreach (
            var (name, path, filters) in new (string, string, Func<Random, string>)[]
            {
                ("GET /v1/portfolio", "/v1/portfolio", PortfolioFilter),
                ("GET /v1/accounts", "/v1/accounts", AccountsFilter),
            }
        )
        {
            var random = new Random(1);
            var questions = Enumerable
                .Range(0, PerSecond * seconds)
                .Select(_ => $"{path}?limit=50&sort={Orders[random.Next(Orders.Length)]}&{filters(random)}")
                .ToList();
            Task<double> Ask(string question, long began, TimeSpan due, bool follow) =>
                AskAsync(stack, question, began, due, follow, ct);
            await stack.RenewTokenAsync(ct);
            await RunAsync(questions[..(PerSecond * Math.Min(5, seconds))], Ask, ct);
            await stack.RenewTokenAsync(ct);
            if (await MeasureAsync(name, stack.ServiceId, questions, Ask, ct) > MostMilliseconds)
                missed++;
        }

        return missed;
    }

    /// <summary>The service finds within a minute that the book is another one.</summary>
    private static async Task RoundBeginsAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var begun = database.CreateCommand("select top_arr > 0 from book_quantile");
        while (await begun.ExecuteScalarAsync(ct) is not true)
            await Task.Delay(500, ct);
        Print($"the daily round has begun");
    }

    /// <returns>The 99th percentile in milliseconds.</returns>
    private static async Task<double> MeasureAsync(
        string name,
        int service,
        List<string> questions,
        Func<string, long, TimeSpan, bool, Task<double>> ask,
        CancellationToken ct
    )
    {
        using var process = Process.GetProcessById(service);
        var before = process.TotalProcessorTime;
        var asked = await RunAsync(questions, ask, ct);
        process.Refresh();
        var used = process.TotalProcessorTime - before;
        var times = asked.Order().ToList();
        var p99 = times[times.Count * 99 / 100];
        Print(
            $"{name}: p50 {times[times.Count / 2]:0.0} ms, p99 {p99:0.0} ms (at most {MostMilliseconds}), "
                + $"longest {times[^1]:0.0} ms, {times.Count} pages; the accounts service used "
                + $"{used.TotalMilliseconds / times.Count:0.0} ms of CPU a page"
        );
        foreach (
            var (time, question) in asked
                .Zip(questions)
                .Where(one => one.Second.Length > 0)
                .OrderByDescending(one => one.First)
                .Take(5)
        )
            Print($"  {time, 6:0.0} ms {question}");
        return p99;
    }

    private static async Task<List<double>> RunAsync(
        List<string> questions,
        Func<string, long, TimeSpan, bool, Task<double>> ask,
        CancellationToken ct
    )
    {
        var calls = new List<Task<double>>(questions.Count);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < questions.Count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                await Task.Delay(early, ct);
            calls.Add(ask(questions[i], began, due, i % 3 == 0));
        }
        return [.. await Task.WhenAll(calls)];
    }

    /// <summary>One page; each third goes on to the second page, which is not timed twice but has to answer.</summary>
    private static async Task<double> AskAsync(
        ServiceStack stack,
        string question,
        long began,
        TimeSpan due,
        bool follow,
        CancellationToken ct
    )
    {
        var page = await GetAsync(stack, question, ct);
        var took = (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds;
        if (follow && page.TryGetProperty("next", out var next) && next.GetString() is { } cursor)
            await GetAsync(stack, $"{question}&cursor={cursor}", ct);
        return took;
    }

    private static async Task<double> AskDirectlyAsync(
        NpgsqlDataSource database,
        long began,
        TimeSpan due,
        CancellationToken ct
    )
    {
        await using var page = database.CreateCommand(
            "select * from portfolio_entry where not merged order by expected_loss desc, account_id desc limit 51"
        );
        await using var rows = await page.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            continue;
        return (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds;
    }

    private static async Task<JsonElement> GetAsync(ServiceStack stack, string question, CancellationToken ct)
    {
        using var answer = await stack.Client.GetAsync(question, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{(int)answer.StatusCode} {question}: {text}");
    }

    private static string PortfolioFilter(Random random) =>
        random.Next(4) switch
        {
            0 => $"owner=csm{random.Next(140)}",
            1 => $"band={Pick(random, "red", "yellow", "green")}",
            2 => $"size={Pick(random, "smb", "mid_market", "enterprise")}&owner=csm{random.Next(140)}",
            _ => "",
        };

    private static string AccountsFilter(Random random) =>
        random.Next(8) switch
        {
            0 => $"csm=csm{random.Next(140)}",
            1 =>
                $"band={Pick(random, "red", "yellow", "green")}&size={Pick(random, "smb", "mid_market", "enterprise")}",
            2 => $"country={Pick(random, "DE", "FR", "US", "GB", "SE", "JP")}",
            3 => $"lifecycle={Pick(random, "onboarding", "adopting", "established", "renewing")}"
                + $"&priority={Pick(random, "p1", "p2", "p3")}",
            4 => $"industry=Industry%20{random.Next(20)}",
            5 => $"minArr={random.Next(100_000)}&renewsAfter=2027-0{1 + random.Next(9)}-01",
            6 => $"name=number%20{random.Next(1_000, 100_000)}",
            _ => "",
        };

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];

    private static async Task SeedAsync(NpgsqlDataSource database, string sql, int accounts, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            sql.Replace("@accounts", accounts.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            connection
        )
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync(ct);
        // As the server's own housekeeping leaves it within a minute of such a load.
        command.CommandText = "vacuum analyze";
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void Print(string text) => Console.WriteLine(text);

    /// <summary>A working day's pages: the day's round over this book was made in the night, and does not begin while
    /// it is measured.</summary>
    private const string RoundIsDone = """
        insert into daily_round (day, done_at, paying)
            select (now() + days * interval '1 day')::date, now(), (select count(*) from portfolio_entry where arr > 0)
            from generate_series(-1, 1) as days
        on conflict (day) do update set paying = excluded.paying;
        """;

    private const string SeedAccounts = """
        insert into account (id, name, lifecycle, version, created_at, updated_at)
        select gen_random_uuid(), 'Account number ' || i, 'established', 1, now(), now()
            from generate_series(1, @accounts) as i;
        insert into portfolio_entry (account_id, name, lifecycle, industry, country, size, motion, priority, csm, arr,
            currency, renewal_date, score, band)
        select id, name, (array['onboarding', 'adopting', 'established', 'renewing'])[1 + abs(hashtext(name)) % 4],
            'Industry ' || abs(hashtext('i' || name)) % 20,
            (array['DE', 'FR', 'US', 'GB', 'SE', 'JP'])[1 + abs(hashtext('c' || name)) % 6],
                (array['smb', 'mid_market', 'enterprise'])[1 + abs(hashtext('s' || name)) % 3],
            'pooled', (array['p1', 'p2', 'p3'])[1 + abs(hashtext('p' || name)) % 3],
                'csm' || abs(hashtext('o' || name)) % 140, abs(hashtext('a' || name)) % 200000, 'EUR',
            date '2026-12-01' + abs(hashtext('r' || name)) % 365, abs(hashtext('h' || name)) % 100,
                (array['red', 'yellow', 'green'])[1 + abs(hashtext('b' || name)) % 3]
        from account;
        """;
}
