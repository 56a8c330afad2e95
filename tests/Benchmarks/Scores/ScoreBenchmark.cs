using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.HealthScoring;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit;
using Platform.ServiceKit.Data;

namespace Platform.Benchmarks.Scores;

internal sealed record ScoreSettings(int Accounts, int Rounds);

/// <summary>
/// The score of every account of a book from cold memory, over one SQL aggregate of the same rollups in the same run;
/// and the kernel over its scalar form. Ends with the check that all bands, and the order of the
/// thousand most at risk, are those of the exact scorer.
/// </summary>
internal static class ScoreBenchmark
{
    private const int Workers = 2;
    private const int Compared = 1_000;

    public static async Task<int> RunAsync(ScoreSettings settings, CancellationToken ct)
    {
        await using var stack = await ScoringStack.StartAsync(replicas: 1, direct: true, ct);
        // It has made the tables and the scorecards; what follows runs in this process, so that nothing else is at
        // work.
        await stack.Scoring[0].StopAsync(LocalServers.Signal.Terminate, TimeSpan.FromSeconds(30));
        await using var service = Service(stack);
        var (database, book) = (
            service.Services.GetRequiredService<Database>(),
            service.Services.GetRequiredService<ScoreReadModel>()
        );
        var today = DateOnly.FromDateTime(DateTime.UtcNow);

        var watch = Stopwatch.StartNew();
        var ids = await BookSeed.FillAsync(stack.Database, settings.Accounts, today, ct);
        Print(
            $"{settings.Accounts:N0} accounts with {BookSeed.Days} days of rollups each, made in "
                + $"{watch.Elapsed.TotalSeconds:0} s"
        );
        watch.Restart();
        // As many at a time as the service packs.
        foreach (var chunk in ids.Chunk(500))
        {
            await using var work = await database.BeginAsync(ct);
            await PackedWindows.PackAsync(work, chunk, today, ct);
            await work.CommitAsync();
        }
        await BookSeed.ExecuteAsync(stack.Database, "vacuum analyze usage_window", null, ct);
        Print(
            $"windows packed from day rows in {watch.Elapsed.TotalSeconds:0} s (in service: once a day, in the "
                + $"background)"
        );

        var holds = await CheckAsync(stack.Database, service, book, ids, today, ct);
        var ratios = new List<double>();
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var (sql1, ours1) = (
                await SqlAsync(stack.Database, settings.Accounts, today, ct),
                await OursAsync(book, ids, today, ct)
            );
            var (ours2, sql2) = (
                await OursAsync(book, ids, today, ct),
                await SqlAsync(stack.Database, settings.Accounts, today, ct)
            );
            if (round == 0)
                continue; // Warming up.
            ratios.Add((sql1 + sql2) / (ours1 + ours2));
            Print(
                $"round {round}: SQL aggregate {sql1:0.00} {sql2:0.00} s, all scores {ours1:0.00} {ours2:0.00} "
                    + $"s, {ratios[^1]:0.0} times as fast"
            );
        }
        var (median, spread) = (
            IngestBenchmark.Median(ratios),
            (ratios.Max() - ratios.Min()) / IngestBenchmark.Median(ratios)
        );
        Print(
            $"cold rescoring: {median:0.0} times as fast as the SQL aggregate (floor 8, goal 13), spread "
                + $"{spread:P0}{(spread > 0.4 ? ": inconclusive" : "")}"
        );
        await KernelAsync(stack.Database, today, settings.Rounds, ct);
        using var self = Process.GetCurrentProcess();
        Print(
            $"memory of this process, which holds all scores for the check besides: at most "
                + $"{self.PeakWorkingSet64 / 1e6:N0} MB (limit 500 MB)"
        );
        return holds ? 0 : 1;
    }

    private static WebApplication Service(ScoringStack stack)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:health_scoring"] = stack.Servers.Postgres.ConnectionStringFor("health_scoring"),
                ["ConnectionStrings:rabbitmq"] = stack.Servers.RabbitMq.ConnectionString,
                ["InternalToken:Key"] = "a key for measuring only, longer than 32 characters",
                ["services:accounts:grpc:0"] = "http://127.0.0.1:9",
            }
        );
        builder.AddServiceKit("health-scoring");
        builder.AddHealthScoring();
        return builder.Build();
    }

    /// <summary>Each worker takes its part of the ids on a connection of its own, as replicas would.</summary>
    private static async Task<double> OursAsync(ScoreReadModel book, Guid[] ids, DateOnly today, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(w =>
                    Task.Run(
                        async () =>
                        {
                            var count = 0;
                            var (after, last) = (
                                w == 0 ? default : ids[(ids.Length * w / Workers) - 1],
                                ids[(ids.Length * (w + 1) / Workers) - 1]
                            );
                            await foreach (var scores in book.ReadAsync(today, ct, after, last))
                                count += scores.Length;
                            return count;
                        },
                        ct
                    )
                )
        );
        if (counts.Sum() != ids.Length)
            throw new InvalidOperationException($"{counts.Sum()} of {ids.Length} accounts were scored.");
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Only what SQL can add up; distinct users over a window are not among it.</summary>
    private static async Task<double> SqlAsync(
        NpgsqlDataSource database,
        int accounts,
        DateOnly today,
        CancellationToken ct
    )
    {
        var watch = Stopwatch.StartNew();
        await using var command = database.CreateCommand(Aggregate);
        command.CommandTimeout = 600;
        command.Parameters.Add(new NpgsqlParameter { Value = today });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var count = 0;
        while (await reader.ReadAsync(ct))
            count++;
        if (count != accounts)
            throw new InvalidOperationException($"{count} of {accounts} accounts were added up.");
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task KernelAsync(NpgsqlDataSource database, DateOnly today, int rounds, CancellationToken ct)
    {
        var windows = new List<PackedWindow>();
        await using (var command = database.CreateCommand("select body from usage_window limit 2000"))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                windows.Add(PackedWindow.Unpack(reader.GetFieldValue<byte[]>(0)));
        var kernel = new WindowKernel(today, new HashSet<int> { 1, 2, 3, 4 });
        double Rate(Func<PackedWindow, UsageSums> sum)
        {
            var (watch, count, total) = (Stopwatch.StartNew(), 0L, 0L);
            while (watch.Elapsed < TimeSpan.FromSeconds(1))
                foreach (var window in windows)
                {
                    total += sum(window).UserDays;
                    count++;
                }
            return total < 0 ? 0 : count / watch.Elapsed.TotalSeconds;
        }

        var ratios = new List<(double Ratio, double Vector, double Scalar)>();
        for (var round = 0; round <= rounds; round++)
        {
            var (scalar1, vector1, vector2, scalar2) = (
                Rate(w => kernel.Scalar(w.View)),
                Rate(w => kernel.Sum(w.View)),
                Rate(w => kernel.Sum(w.View)),
                Rate(w => kernel.Scalar(w.View))
            );
            if (round > 0)
                ratios.Add(
                    ((vector1 + vector2) / (scalar1 + scalar2), (vector1 + vector2) / 2, (scalar1 + scalar2) / 2)
                );
        }
        var median = ratios.Order().ElementAt(ratios.Count / 2);
        Print(
            $"kernel: {median.Vector:N0} accounts/s on one core, {median.Ratio:0.0} times its scalar form at "
                + $"{median.Scalar:N0} (floor 5, goal 7)"
        );
    }

    /// <summary>The exact scorer on the same inputs for all accounts; and of some, the sums from day rows beside those
    /// from the packed window. Stores the scores, so that the runs that follow find nothing moved.</summary>
    private static async Task<bool> CheckAsync(
        NpgsqlDataSource database,
        WebApplication service,
        ScoreReadModel book,
        Guid[] ids,
        DateOnly today,
        CancellationToken ct
    )
    {
        var quick = new List<BookScore>(ids.Length);
        await foreach (var scores in book.ReadAsync(today, ct))
            quick.AddRange(scores);
        var active = await service.Services.GetRequiredService<ScorecardLibrary>().ActiveAsync(ct);
        var exact = new List<(Guid Id, decimal? Score, Band? Band)>(ids.Length);
        await using var connection = await database.OpenConnectionAsync(ct);
        var (first, unequalSums) = (true, 0);
        foreach (var chunk in ids.Chunk(2_000))
        {
            var inputs = await AccountInputs.LoadAsync(connection, chunk, today, ct);
            foreach (var input in inputs.OrderBy(i => i.AccountId))
            {
                var score = HealthScorer.Score(
                    active.For(input.Segment).Rules,
                    AccountMeasures.AsOf(input.Usage, input.Facts)
                );
                exact.Add((input.AccountId, score.Score, score.Band));
            }
            if (first)
                unequalSums = await UnequalSumsAsync(connection, inputs, today, ct);
            first = false;
        }
        await using (
            var store = new NpgsqlCommand(
                "insert into score (account_id, version, score, band, scorecard_id) select id, 1, score, band, "
                    + "$4 from unnest($1, $2, $3) as s (id, score, band)",
                connection
            )
            {
                Parameters =
                {
                    new() { Value = exact.Select(e => e.Id).ToArray() },
                    new() { Value = exact.Select(e => e.Score).ToArray() },
                    new() { Value = exact.Select(e => e.Band?.ToString().ToLowerInvariant()).ToArray() },
                    new() { Value = active.For("mid_market").Id },
                },
            }
        )
            await store.ExecuteNonQueryAsync(ct);
        await BookSeed.ExecuteAsync(database, "vacuum analyze score", null, ct);

        var bands = quick.Zip(exact).Count(p => p.First.AccountId == p.Second.Id && p.First.Band == p.Second.Band);
        var order = quick
            .OrderBy(q => q.Score)
            .ThenBy(q => q.AccountId)
            .Take(Compared)
            .Select(q => q.AccountId)
            .SequenceEqual(exact.OrderBy(e => e.Score).ThenBy(e => e.Id).Take(Compared).Select(e => e.Id));
        Print(
            $"check: {bands:N0} of {ids.Length:N0} bands are those of the exact scorer; order of the first "
                + $"{Compared:N0} {(order ? "the same" : "DIFFERENT")}; of {2_000:N0} windows {unequalSums} differ "
                + $"from their day rows"
        );
        foreach (var band in exact.GroupBy(e => e.Band).OrderBy(g => g.Key))
            Console.Write(FormattableString.Invariant($"  {band.Key}: {band.Count():N0}"));
        Console.WriteLine();
        return bands == ids.Length && order && unequalSums == 0;
    }

    private static async Task<int> UnequalSumsAsync(
        NpgsqlConnection connection,
        IReadOnlyList<AccountInputs> inputs,
        DateOnly today,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            "select account_id, day, active_users, sessions, events, activity from usage_day where account_id = "
                + "any($1)",
            connection
        )
        {
            Parameters = { new() { Value = inputs.Select(i => i.AccountId).ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var days = new List<(Guid Account, UsageDay Day)>();
        while (await reader.ReadAsync(ct))
            days.Add(
                (
                    reader.GetGuid(0),
                    new UsageDay(
                        reader.GetFieldValue<DateOnly>(1),
                        reader.GetInt32(2),
                        reader.GetInt32(3),
                        reader.GetInt64(4),
                        reader.GetFieldValue<byte[]>(5)
                    )
                )
            );
        var byAccount = days.ToLookup(d => d.Account, d => d.Day);
        return inputs.Count(i =>
            UsageMeasures.Sum(i.Usage)
            != UsageMeasures.Sum(i.Usage with { Packed = null, Days = [.. byAccount[i.AccountId]] })
        );
    }

    private static void Print(string text) => Console.WriteLine(text);

    private const string Aggregate = """
        select account_id,
            sum(events) filter (where day > $1 - 30), sum(sessions) filter (where day > $1 - 30),
                sum(active_users) filter (where day > $1 - 30),
            sum(active_users) filter (where day > $1 - 30 and extract(isodow from day) < 6),
                max(active_users) filter (where day = $1),
            sum(events) filter (where day > $1 - 28), sum(events) filter (where day <= $1 - 28 and day > $1 - 56),
                max(day), min(day)
        from usage_day where day > $1 - 90 and day <= $1
        group by account_id
        """;
}
