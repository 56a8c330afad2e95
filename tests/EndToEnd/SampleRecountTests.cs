using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// Power users, departures and triggers of the sample, as the platform lists them right after it was loaded, against a
/// recount in SQL from the events as they were sent.
/// </summary>
[Collection(OnLoadedSample.Name)]
public sealed class SampleRecountTests(RunningPlatform platform, LoadedSample sample, ITestOutputHelper output)
    : IAsyncLifetime
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private NpgsqlConnection _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = new NpgsqlConnection(platform.ConnectionString("health-scoring-db"));
        await _database.OpenAsync();
        await _database.ExecuteAsync(SampleRecount.Tables);
        await CopyEventsAsync();
        await CopySeatsAsync();
        await _database.ExecuteAsync(SampleRecount.Prepare);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Power_users_and_departures_with_successors_equal_a_recount_in_SQL()
    {
        var recounted = await LinesAsync(SampleRecount.PowerUsers);
        var accounts = (await _database.QueryAsync<Guid>(SampleRecount.Accounts)).ToHashSet();
        using var ops = await platform.ClientAsync("ops");
        var listed = await EqualAsync(recounted, () => ListedPowerUsersAsync(ops, accounts));

        var departed = listed.Where(line => line.Contains("departed", StringComparison.Ordinal)).ToList();
        output.WriteLine(
            $"{listed.Count} power users, {departed.Count} of them departed, "
                + $"{departed.Count(line => !line.EndsWith("successors ", StringComparison.Ordinal))} with successors."
        );
        listed.Count.ShouldBeGreaterThan(departed.Count);
        departed.ShouldNotBeEmpty();
        departed.ShouldContain(line => !line.EndsWith("successors ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seat_growth_premium_and_team_triggers_equal_a_recount_in_SQL_and_are_opportunities()
    {
        var recounted = await LinesAsync(SampleRecount.Triggers);
        await EqualAsync(recounted, () => LinesAsync(SampleRecount.RecordedTriggers));
        foreach (var trigger in new[] { "seats_used", "users_growth", "premium_use", "new_team" })
        {
            var count = recounted.Count(line => line.Contains($" {trigger} ", StringComparison.Ordinal));
            output.WriteLine($"{trigger}: {count} accounts");
            count.ShouldBeGreaterThan(0, trigger);
        }

        // A person may have seen the same before; of one trigger and account one opportunity is open.
        var evidence = await LinesAsync(SampleRecount.Evidence);
        using var ops = await platform.ClientAsync("ops");
        await platform.EventuallyAsync("each trigger is an opportunity", async () =>
        {
            var expansions = (await ops.ReadAsync("/v1/expansions")).Items();
            var open = expansions.Select(it => $"{it.Text("accountId")} {it.Text("trigger")}").ToHashSet();
            return evidence.All(line => open.Contains(string.Join(' ', line.Split(' ').Take(2))));
        });
        var byUse = (await ops.ReadAsync("/v1/expansions"))
            .Items()
            .Where(it => it.Text("evidence").StartsWith(it.Text("trigger") + " at ", StringComparison.Ordinal))
            .Select(it => $"{it.Text("accountId")} {it.Text("evidence")}")
            .Where(line => evidence.Any(known => known.StartsWith(line[..36], StringComparison.Ordinal)))
            .ToList();
        output.WriteLine($"{byUse.Count} opportunities opened by use, of {evidence.Count} triggers.");
        byUse.ShouldBeSubsetOf(evidence);
        byUse.Select(line => line.Split(' ')[1]).Distinct().Count().ShouldBe(4);
    }

    private static async Task<List<string>> ListedPowerUsersAsync(HttpClient ops, HashSet<Guid> accounts) =>
        [
            .. (await ops.ReadAsync("/v1/power-users"))
                .Items()
                .Where(it => accounts.Contains(it.GetProperty("accountId").GetGuid()))
                .Select(Line)
                .Order(StringComparer.Ordinal),
        ];

    private static string Line(JsonElement it)
    {
        var line = $"{it.Text("accountId")} {it.Text("user")} since {it.Text("since")} share {Share(it, "share")}";
        if (it.TryGetProperty("until", out var until))
            line += $" until {until}";
        return it.TryGetProperty("departedOn", out var departedOn)
            ? $"{line} departed {departedOn} last {it.Text("lastActiveOn")} fall {Share(it, "fall")} "
                + $"remain {(it.GetProperty("othersRemain").GetBoolean() ? "true" : "false")} "
                + $"successors {string.Join(',', it.GetProperty("successors").Items().Select(s => s.GetString()))}"
            : line;
    }

    private static string Share(JsonElement it, string field) =>
        it.GetProperty(field).GetDecimal().ToString("0.0000", Invariant);

    /// <summary>The rounds follow the book within seconds; a difference that stays is a difference.</summary>
    private async Task<List<string>> EqualAsync(List<string> recounted, Func<Task<List<string>>> read)
    {
        List<string> listed = [];
        try
        {
            await platform.EventuallyAsync("the list equals the recount", async () =>
            {
                listed = await read();
                return listed.SequenceEqual(recounted);
            });
        }
        catch (TimeoutException)
        {
            listed.ShouldBe(recounted);
        }

        return listed;
    }

    private async Task<List<string>> LinesAsync(string sql) =>
        [.. (await _database.QueryAsync<string>(sql)).Order(StringComparer.Ordinal)];

    private async Task CopyEventsAsync()
    {
        await using var copy = await _database.BeginBinaryImportAsync(
            "copy sent (account, user_id, feature, outcome, team, at) from stdin (format binary)"
        );
        foreach (var usage in sample.Company.Usage())
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(usage.Account[(usage.Account.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            await copy.WriteAsync(usage.User);
            await copy.WriteAsync(usage.Feature);
            await copy.WriteAsync(usage.Outcome ?? "ok");
            await copy.WriteAsync(usage.Team);
            await copy.WriteAsync(usage.OccurredAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private async Task CopySeatsAsync()
    {
        await using var copy = await _database.BeginBinaryImportAsync(
            "copy seats (account, starts_on, ends_on, seats) from stdin (format binary)"
        );
        foreach (var account in sample.Company.Accounts)
        foreach (var term in account.Terms)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(account.Id);
            await copy.WriteAsync(term.Start);
            await copy.WriteAsync(term.End <= sample.Company.Options.LastDay ? term.End : DateOnly.MaxValue);
            await copy.WriteAsync(term.Seats);
        }

        await copy.CompleteAsync();
    }
}
