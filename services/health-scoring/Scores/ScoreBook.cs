using System.Data;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Npgsql;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <param name="Score">To two decimals; NaN where too little is known.</param>
/// <param name="Moved">Whether it is another than the stored one, or of another scorecard.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BookScore(Guid AccountId, double Score, Band? Band, bool Moved);

/// <summary>Every account's score as of a day, in the order of ids, from packed windows in double precision: seconds for hundreds of thousands of accounts, in bounded memory. Writes nothing.</summary>
public sealed class ScoreBook(Database database, ScorecardLibrary scorecards)
{
    private const int Chunk = 2_000;

    /// <summary>By chunks, from the account after <paramref name="after"/> to <paramref name="last"/>; all of them if neither is given.</summary>
    public async IAsyncEnumerable<BookScore[]> ReadAsync(DateOnly asOf, [EnumeratorCancellation] CancellationToken ct, Guid after = default, Guid? last = null)
    {
        var active = await scorecards.ActiveAsync(ct);
        var core = (await database.QueryAsync<int>("select number from feature where core", null, ct)).ToHashSet();
        var kernel = new WindowKernel(asOf, core);
        var quick = new Dictionary<Guid, QuickScorecard>();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        while (true)
        {
            // One snapshot for a chunk, so that a window and the days after it are of one moment.
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            var accounts = await AccountsAsync(connection, after, last, asOf, ct);
            if (accounts.Count == 0) yield break;
            var (first, end) = (accounts[0].Id, accounts[^1].Id);
            var later = await LaterDaysAsync(connection, first, end, asOf, ct);
            var facts = await AccountInputs.FactsAsync(connection, first, end, asOf, ct);
            await snapshot.CommitAsync(ct);
            yield return [.. accounts.Select(a => ScoreOf(a, later.GetValueOrDefault(a.Id), facts.GetValueOrDefault(a.Id), asOf, core, kernel, active, quick))];
            after = end;
        }
    }

    private static BookScore ScoreOf(
        Account account, List<UsageDay>? later, AccountFacts? facts, DateOnly asOf, IReadOnlySet<int> core, WindowKernel kernel, ActiveScorecards active, Dictionary<Guid, QuickScorecard> quick)
    {
        var card = active.For(account.Segment);
        if (!quick.TryGetValue(card.Id, out var scorer)) quick[card.Id] = scorer = new QuickScorecard(card.Rules);
        var usage = new UsageWindow(asOf, later ?? [], account.FirstUse ?? later?.Min(d => d.Day), later?.Max(d => d.Day) ?? account.LastUse, core) { Packed = account.Window, Kernel = kernel };
        Span<double> values = stackalloc double[MeasureCatalogue.Count];
        QuickMeasures.Fill(values, usage, facts, account.CustomerSince, account.PaidSeats);
        var score = scorer.Score(values);
        var same = account.ScoredBy == card.Id && (account.Score is { } before ? Math.Abs(before - score) < 0.005 : double.IsNaN(score));
        return new(account.Id, score, scorer.BandOf(score), !same);
    }

    /// <summary>An account as one row has it.</summary>
    private sealed record Account(Guid Id, string? Segment, DateOnly? CustomerSince, int? PaidSeats, PackedWindow? Window, DateOnly? FirstUse, DateOnly? LastUse, double? Score, Guid? ScoredBy);

    private static async Task<List<Account>> AccountsAsync(NpgsqlConnection connection, Guid after, Guid? last, DateOnly asOf, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Accounts, connection) { Parameters = { new() { Value = after }, new() { Value = last ?? LastOfAll }, new() { Value = asOf }, new() { Value = Chunk } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        static DateOnly? Day(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
        var accounts = new List<Account>(Chunk);
        while (await reader.ReadAsync(ct))
            accounts.Add(new(
                reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetString(1), Day(reader, 2), reader.IsDBNull(3) ? null : reader.GetInt32(3),
                reader.IsDBNull(4) ? null : PackedWindow.Unpack(reader.GetFieldValue<byte[]>(4)), Day(reader, 5), Day(reader, 6),
                reader.IsDBNull(7) ? null : reader.GetDouble(7), reader.IsDBNull(8) ? null : reader.GetGuid(8)));
        return accounts;
    }

    /// <summary>Of the accounts that have any.</summary>
    private static async Task<Dictionary<Guid, List<UsageDay>>> LaterDaysAsync(NpgsqlConnection connection, Guid first, Guid last, DateOnly asOf, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LaterDays, connection) { Parameters = { new() { Value = first }, new() { Value = last }, new() { Value = asOf }, new() { Value = asOf.AddDays(-UsageWindow.Length) } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var days = new Dictionary<Guid, List<UsageDay>>();
        while (await reader.ReadAsync(ct))
        {
            var account = reader.GetGuid(0);
            if (!days.TryGetValue(account, out var list)) days[account] = list = [];
            list.Add(new UsageDay(reader.GetFieldValue<DateOnly>(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt64(4), reader.GetFieldValue<byte[]>(5)));
        }
        return days;
    }

    private static readonly Guid LastOfAll = Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private const string Accounts = """
        select a.account_id, a.segment, coalesce(a.customer_since, a.paid_since),
            (select p.seats from paid_seats p where p.account_id = a.account_id and p.from_day <= $3 order by p.from_day desc limit 1),
            w.body,
            case when w.account_id is null then (select day from usage_day d where d.account_id = a.account_id and d.day <= $3 order by day limit 1) else w.first_day end,
            case when w.account_id is null then (select day from usage_day d where d.account_id = a.account_id and d.day <= $3 order by day desc limit 1) else w.last_day end,
            s.score::float8, s.scorecard_id
        from account a
        left join usage_window w on w.account_id = a.account_id and w.through_day <= $3
        left join score s on s.account_id = a.account_id
        where a.account_id > $1 and a.account_id <= $2
        order by a.account_id limit $4
        """;

    private const string LaterDays = """
        select a.account_id, d.day, d.active_users, d.sessions, d.events, d.activity
        from account a left join usage_window w on w.account_id = a.account_id and w.through_day <= $3
        cross join lateral (
            select * from usage_day u where u.account_id = a.account_id and u.day > greatest(w.through_day, $4::date) and u.day <= $3 offset 0) d
        where a.account_id between $1 and $2 and (w.through_day is null or w.through_day < $3)
        """;
}
