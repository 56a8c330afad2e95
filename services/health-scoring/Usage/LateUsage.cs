using Npgsql;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>
/// Use that arrived after the day on which it happened. Scores of today count it on the day it belongs to; what
/// could have been said on a past day must be computed without what was not known then.
/// Before an account was first scored here nothing was known of it at all: those days are reconstructed from all that
/// is dated on or before them.
/// </summary>
public static class LateUsage
{
    /// <summary>In the transaction that adds it to the rollups.</summary>
    public static async Task KeepAsync(UnitOfWork work, DateOnly receivedOn, IReadOnlyCollection<StoredDay> late)
    {
        if (late.Count == 0)
            return;
        await work.ExecuteAsync(
            Insert,
            new
            {
                Accounts = late.Select(l => l.AccountId).ToArray(),
                Days = late.Select(l => l.Day).ToArray(),
                Details = late.Select(l => DailyUsageCodec.Encode(l.Usage)).ToArray(),
                receivedOn,
            }
        );
    }

    /// <summary>The use of those of the accounts of which something arrived only after the as-of day: as it was known
    /// then.</summary>
    public static async Task<IReadOnlyDictionary<Guid, UsageWindow>> KnownThenAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<UsageWindowOf> windows,
        DateOnly asOf,
        CancellationToken ct
    )
    {
        var from = asOf.AddDays(-UsageWindow.Length);
        var late = new Dictionary<(Guid, DateOnly), DailyUsage>();
        await using (
            var command = new NpgsqlCommand(Unknown, connection)
            {
                Parameters =
                {
                    new() { Value = windows.Select(w => w.AccountId).ToArray() },
                    new() { Value = asOf },
                    new() { Value = from },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                var key = (reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1));
                late[key] = late.GetValueOrDefault(key, DailyUsage.Empty)
                    .Plus(DailyUsageCodec.Decode(reader.GetFieldValue<byte[]>(2)));
            }
        var affected = late.Keys.Select(k => k.Item1).Distinct().ToArray();
        if (affected.Length == 0)
            return new Dictionary<Guid, UsageWindow>();

        var (days, before) = (
            affected.ToDictionary(a => a, _ => new List<UsageDay>()),
            new Dictionary<Guid, DateOnly>()
        );
        await using (
            var command = new NpgsqlCommand(Days, connection)
            {
                Parameters =
                {
                    new() { Value = affected },
                    new() { Value = asOf },
                    new() { Value = from },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                var (account, day) = (reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1));
                if (day <= from)
                {
                    before[account] = day;
                    continue;
                }
                if (!late.TryGetValue((account, day), out var unknown))
                    days[account]
                        .Add(
                            new UsageDay(
                                day,
                                reader.GetInt32(2),
                                reader.GetInt32(3),
                                reader.GetInt64(4),
                                reader.GetFieldValue<byte[]>(5)
                            )
                        );
                else if (
                    DailyUsageCodec.Decode(reader.GetFieldValue<byte[]>(6)).Minus(unknown) is var known
                    && known.Entries.Length > 0
                    && known.Totals() is var totals
                )
                    days[account]
                        .Add(
                            new UsageDay(
                                day,
                                totals.ActiveUsers,
                                totals.Sessions,
                                totals.Events,
                                DayActivity.Encode(known)
                            )
                        );
            }
        return windows
            .Where(w => days.ContainsKey(w.AccountId))
            .ToDictionary(
                w => w.AccountId,
                w => Of(w.Usage, days[w.AccountId], before.TryGetValue(w.AccountId, out var last) ? last : null)
            );
    }

    /// <param name="before">The last day with use before the window.</param>
    private static UsageWindow Of(UsageWindow usage, List<UsageDay> days, DateOnly? before)
    {
        DateOnly? first = days.Count == 0 ? null : days.Min(d => d.Day);
        return usage with
        {
            Packed = null,
            Days = days,
            FirstUse = before is null ? first : usage.FirstUse,
            LastUse = days.Count == 0 ? before : days.Max(d => d.Day),
        };
    }

    private const string Insert = """
        insert into late_usage (account_id, day, received_on, detail) select account_id, day, @receivedOn, detail
            from unnest(@Accounts, @Days, @Details) as l (account_id, day, detail)
        """;

    private const string Unknown = """
        select l.account_id, l.day, l.detail from late_usage l
        where l.account_id = any($1) and l.day <= $2 and l.day > $3 and l.received_on > $2
          and exists (select from score_history h where h.account_id = l.account_id and h.as_of <= $2)
        """;

    /// <summary>The days of the window, and of those before it the last.</summary>
    private const string Days = """
        select d.account_id, d.day, d.active_users, d.sessions, d.events, d.activity, d.detail from usage_day d
            where d.account_id = any($1) and d.day <= $2 and d.day > $3
        union all
        select d.account_id, max(d.day), 0, 0, 0::bigint, ''::bytea, ''::bytea from usage_day d
            where d.account_id = any($1) and d.day <= $3 group by d.account_id
        """;
}
