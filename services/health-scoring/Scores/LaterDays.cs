using System.Runtime.InteropServices;
using Npgsql;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scores;

/// <summary>Day rows that are in no packed window yet: those after it, and all of accounts that have none.</summary>
internal sealed class LaterDays
{
    private static readonly LaterDays None = new();

    private readonly Dictionary<Guid, Found> _byAccount = [];

    /// <param name="After">The window's last day; null: there is no window.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct DaysAfter(Guid AccountId, DateOnly? After);

    /// <param name="FirstEver">Of an account without a window: of use ever. Else of these days.</param>
    public sealed record Found(List<UsageDay> Days, DateOnly FirstEver, DateOnly LastEver);

    public Found? Of(Guid account) => _byAccount.Count == 0 ? null : _byAccount.GetValueOrDefault(account);

    public static async Task<LaterDays> ReadAsync(
        NpgsqlConnection connection,
        List<DaysAfter> wanted,
        DateOnly asOf,
        CancellationToken ct
    )
    {
        if (wanted.Count == 0)
            return None;
        var (result, earliest) = (new LaterDays(), asOf.AddDays(-UsageWindow.Length));
        await using (
            var command = new NpgsqlCommand(Days, connection)
            {
                Parameters =
                {
                    new() { Value = wanted.ConvertAll(w => w.AccountId) },
                    new() { Value = wanted.ConvertAll(w => w.After > earliest ? w.After.Value : earliest) },
                    new() { Value = asOf },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                var (account, day) = (reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1));
                if (!result._byAccount.TryGetValue(account, out var found))
                    found = new Found([], day, day);
                found.Days.Add(
                    new UsageDay(
                        day,
                        reader.GetInt32(2),
                        reader.GetInt32(3),
                        reader.GetInt64(4),
                        reader.GetFieldValue<byte[]>(5)
                    )
                );
                result._byAccount[account] = found with
                {
                    FirstEver = day < found.FirstEver ? day : found.FirstEver,
                    LastEver = day > found.LastEver ? day : found.LastEver,
                };
            }

        var without = wanted.Where(w => w.After is null).Select(w => w.AccountId).ToArray();
        if (without.Length == 0)
            return result;
        await using var ever = new NpgsqlCommand(FirstAndLast, connection)
        {
            Parameters =
            {
                new() { Value = without },
                new() { Value = asOf },
            },
        };
        await using var uses = await ever.ExecuteReaderAsync(ct);
        while (await uses.ReadAsync(ct))
            result._byAccount[uses.GetGuid(0)] = new Found(
                result.Of(uses.GetGuid(0))?.Days ?? [],
                uses.GetFieldValue<DateOnly>(1),
                uses.GetFieldValue<DateOnly>(2)
            );
        return result;
    }

    private const string Days = """
        select w.account_id, d.day, d.active_users, d.sessions, d.events, d.activity
        from unnest($1, $2) as w (account_id, after)
        cross join lateral (select * from usage_day u
            where u.account_id = w.account_id and u.day > w.after and u.day <= $3 offset 0) d
        """;

    private const string FirstAndLast = """
        select w.account_id, first.day, last.day
        from unnest($1) as w (account_id)
        cross join lateral (select day from usage_day d where d.account_id = w.account_id and d.day <= $2
            order by day limit 1) first
        cross join lateral (select day from usage_day d where d.account_id = w.account_id and d.day <= $2
            order by day desc limit 1) last
        """;
}
