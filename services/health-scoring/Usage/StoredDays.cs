using System.Globalization;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>The one place that reads the rollups' detail for questions about features; a change of how days are
/// stored is made here.</summary>
public static class StoredDays
{
    /// <summary>The days with use, by account and day.</summary>
    public static async Task<IReadOnlyList<StoredDay>> ReadAsync(
        Database database,
        IReadOnlyCollection<AccountSpan> spans,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<Row>(
            Read,
            new
            {
                Accounts = spans.Select(s => s.AccountId).ToArray(),
                From = spans.Select(s => s.From).ToArray(),
                To = spans.Select(s => s.To).ToArray(),
            },
            ct
        );
        return [.. rows.Select(r => new StoredDay(r.AccountId, r.Day, DailyUsageCodec.Decode(r.Detail)))];
    }

    /// <summary>The same for many accounts at a time, at a fraction of the cost per day.</summary>
    public static async Task<IReadOnlyList<StoredDay>> CopyAsync(
        Database database,
        IReadOnlyCollection<AccountSpan> spans,
        CancellationToken ct
    )
    {
        var values = string.Join(
            ',',
            spans.Select(s =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"('{s.AccountId}'::uuid, '{s.From:yyyy-MM-dd}'::date, '{s.To:yyyy-MM-dd}'::date)"
                )
            )
        );
        var (rows, days) = (new CopiedRows(), new List<StoredDay>());
        await using var connection = await database.OpenConnectionAsync(ct);
        await rows.ReadAsync(
            connection,
            $"""
            select d.account_id, d.day, d.detail
            from (values {values}) as span (account_id, from_day, to_day)
            cross join lateral (select * from usage_day u
                where u.account_id = span.account_id and u.day between span.from_day and span.to_day offset 0) d
            """,
            ct
        );
        for (; !rows.IsAtEnd; rows.Next())
            days.Add(new StoredDay(rows.KeyAsGuid, rows.Date()!.Value, DailyUsageCodec.Decode(rows.Bytes())));
        return days;
    }

    /// <summary>
    /// The first day of which any use is recorded; null where there is none. Before it nothing is known of use, which
    /// is not the same as no use. An index probe for each account.
    /// </summary>
    public static Task<DateOnly?> FirstRecordedDayAsync(Database database, CancellationToken ct) =>
        database.ScalarAsync<DateOnly?>(FirstRecorded, null, ct);

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public DateOnly Day { get; init; }
        public byte[] Detail { get; init; } = [];
    }

    private const string FirstRecorded = """
        select min((select d.day from usage_day d where d.account_id = a.account_id order by d.day limit 1))
            from account a
        """;

    private const string Read = """
        select d.account_id, d.day, d.detail
        from unnest(@Accounts, @From, @To) as span (account_id, from_day, to_day)
        join usage_day d on d.account_id = span.account_id and d.day between span.from_day and span.to_day
        order by d.account_id, d.day
        """;
}
