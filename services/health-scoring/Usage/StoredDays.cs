using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>What one account did on one day, as its rollup has it.</summary>
public sealed record StoredDay(Guid AccountId, DateOnly Day, DayTally Tally);

/// <summary>Days of one account, both included.</summary>
public sealed record AccountSpan(Guid AccountId, DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>The one place that reads the rollups' detail for questions about features; whoever changes how days are stored changes it here.</summary>
public static class StoredDays
{
    /// <summary>The days with use, by account and day.</summary>
    public static async Task<IReadOnlyList<StoredDay>> ReadAsync(Database database, IReadOnlyCollection<AccountSpan> spans, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(Read, new
        {
            Accounts = spans.Select(s => s.AccountId).ToArray(),
            From = spans.Select(s => s.From).ToArray(),
            To = spans.Select(s => s.To).ToArray(),
        }, ct);
        return [.. rows.Select(r => new StoredDay(r.AccountId, r.Day, DayTallyCodec.Decode(r.Detail)))];
    }

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public DateOnly Day { get; init; }
        public byte[] Detail { get; init; } = [];
    }

    private const string Read = """
        select d.account_id, d.day, d.detail
        from unnest(@Accounts, @From, @To) as span (account_id, from_day, to_day)
        join usage_day d on d.account_id = span.account_id and d.day between span.from_day and span.to_day
        order by d.account_id, d.day
        """;
}
