using System.Net.Http.Json;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Ingestion;

/// <summary>Repeats, late events and two consumers at once: afterwards distinct accepted events = ledger = raw rows =
/// rollups, per account and day, and scores equal a recomputation.</summary>
[Collection(OnServers.Name)]
public sealed class ExactlyOnceTests(HealthScoringUnderTest service)
{
    private sealed record Sent(string Id, Guid Account, string User, string Feature, DateTimeOffset At, int Quantity);

    private sealed class RawRow
    {
        public Guid AccountId { get; init; }
        public DateOnly Day { get; init; }
        public int Users { get; init; }
        public long Events { get; init; }
        public long Quantity { get; init; }
        public int Features { get; init; }
    }

    private sealed class DetailRow
    {
        public Guid AccountId { get; init; }
        public DateOnly Day { get; init; }
        public int ActiveUsers { get; init; }
        public int Sessions { get; init; }
        public int Features { get; init; }
        public long Events { get; init; }
        public long Quantity { get; init; }
        public byte[] Detail { get; init; } = [];
        public byte[] Activity { get; init; } = [];
    }

    [Fact]
    public async Task Distinct_events_equal_rows_equal_rollups_whatever_is_repeated_late_or_out_of_order()
    {
        var random = new Random(20261122);
        var accounts = new List<Guid>();
        for (var i = 0; i < 5; i++)
            accounts.Add(await service.AddAccountAsync());
        var now = service.Clock.GetUtcNow();
        var events = Enumerable
            .Range(0, 6_000)
            .Select(_ => new Sent(
                Guid.CreateVersion7().ToString(),
                accounts[random.Next(5)],
                $"u-{random.Next(40)}",
                $"f-{random.Next(9)}",
                now.AddMinutes(-random.Next(random.NextDouble() < 0.1 ? 80 * 1440 : 300)),
                random.Next(1, 5)
            ))
            .ToList();
        var batches = events.Chunk(200).ToList();
        batches.AddRange(batches.Where(_ => random.NextDouble() < 0.3).ToList()); // sent again as they were
        batches.AddRange(Enumerable.Range(0, 10).Select(_ => random.GetItems(events.ToArray(), 150))); // mixed anew
        var order = batches.ToArray();
        random.Shuffle(order);

        var client = service.Ops;
        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, ct) =>
        {
            var answer = await client.PostAsJsonAsync(
                "/v1/events",
                new
                {
                    events = batch.Select(e => new
                    {
                        eventId = e.Id,
                        accountId = e.Account,
                        user = e.User,
                        feature = e.Feature,
                        quantity = e.Quantity,
                        occurredAt = e.At,
                    }),
                },
                ct
            );
            answer.EnsureSuccessStatusCode();
        });
        foreach (var account in accounts)
            await service.StoredAsync(account, events.Count(e => e.Account == account));
        await service.ScoredAsync();

        var raw = await service.Database.QueryAsync<RawRow>(Recount, new { accounts });
        var sent = events
            .GroupBy(e => (e.Account, Day: DateOnly.FromDateTime(e.At.UtcDateTime)))
            .Select(g =>
                (
                    g.Key.Account,
                    g.Key.Day,
                    g.Select(e => e.User).Distinct().Count(),
                    (long)g.Count(),
                    g.Sum(e => (long)e.Quantity),
                    g.Select(e => e.Feature).Distinct().Count()
                )
            );
        raw.Select(r => (r.AccountId, r.Day, r.Users, r.Events, r.Quantity, r.Features))
            .ShouldBe(sent, ignoreOrder: true);

        var rollups = await service.Database.QueryAsync<DetailRow>(
            "select * from usage_day where account_id = any(@accounts)",
            new { accounts }
        );
        rollups
            .Select(r => (r.AccountId, r.Day, r.ActiveUsers, r.Events, r.Quantity, r.Features))
            .ShouldBe(
                raw.Select(r => (r.AccountId, r.Day, r.Users, r.Events, r.Quantity, r.Features)),
                ignoreOrder: true
            );
        foreach (var row in rollups)
        {
            var tally = DailyUsageCodec.Decode(row.Detail);
            tally
                .Totals()
                .ShouldBe(new DayTotals(row.ActiveUsers, row.Sessions, row.Events, row.Quantity, row.Features));
            DayActivity.Encode(tally).ShouldBe(row.Activity);
        }

        foreach (var account in accounts)
        {
            var check = (
                await client.GetFromJsonAsync<HealthScoring.Scores.CheckScoreResponse>(
                    $"/v1/accounts/{account}/score/check"
                )
            )!;
            check.Differing.ShouldBeEmpty();
            check.FromRollupsIdentical.ShouldBeTrue();
        }
    }

    private const string Recount = """
        select account_id, day, count(distinct user_number)::int as users, count(*) as events,
            sum(quantity)::bigint as quantity, count(distinct feature)::int as features
        from usage_event where account_id = any(@accounts) group by account_id, day
        """;
}
