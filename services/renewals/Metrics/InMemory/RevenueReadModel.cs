using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.Renewals.Values;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>
/// The ledger as month columns in memory, followed row by row. A question starts a look at the ledger where the last
/// one began more than <see cref="Freshness"/> ago, and waits for it only where the answer would be older than
/// <see cref="MaxAge"/>. A committed row can not be missed: reading goes from the oldest transaction that was still
/// running at the last look, not from the highest number seen. It reads on a connection of its own, so that figures do
/// not queue behind writers.
/// </summary>
public sealed class RevenueReadModel : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(700);

    private const int MostAnswers = 500;
    private const int Turn = 1_000;

    private readonly OrganisationCalendar _day;
    private readonly TimeProvider _clock;
    private readonly NpgsqlDataSource _source;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _following = new(1, 1);
    private readonly MonthColumns _accounts = new();
    private readonly MonthColumns _products = new();
    private readonly Dictionary<string, GroupCodes> _dimensions = new(StringComparer.Ordinal)
    {
        ["size"] = new(),
        ["motion"] = new(),
        ["priority"] = new(),
        ["csm"] = new(),
    };

    private readonly GroupCodes _productCodes = new();
    private readonly ConcurrentDictionary<string, (long Look, byte[] Bytes)> _answers = new(StringComparer.Ordinal);
    private HashSet<long> _seen = [];
    private RevenueSnapshot? _view;
    private string _horizon = "0";
    private long _look;
    private long _followedAt = long.MinValue;

    public RevenueReadModel(IOptions<RevenueReadModelOptions> options, OrganisationCalendar day, TimeProvider clock)
    {
        (_day, _clock) = (day, clock);
        var settings = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
        {
            ApplicationName = options.Value.ApplicationName,
            MaxPoolSize = 2,
            MaxAutoPrepare = 5,
        };
        _source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>Brings the columns up to date, unless that was done a moment ago or is being done and what is there is
    /// young enough.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        var asked = Environment.TickCount64;
        var age = AgeAt(asked);
        if (age < Freshness || (age < MaxAge && _following.CurrentCount == 0))
            return;
        var look = LookAsync(asked);
        if (age >= MaxAge)
            await look.WaitAsync(ct);
    }

    /// <summary>One look for all who ask; not bound to any one's request.</summary>
    private async Task LookAsync(long asked)
    {
        await _following.WaitAsync();
        try
        {
            if (AgeAt(asked) < Freshness)
                return; // Another caller did while this one waited.
            var began = Environment.TickCount64;
            await ReadAsync(CancellationToken.None);
            Volatile.Write(ref _followedAt, began);
        }
        finally
        {
            _following.Release();
        }
    }

    /// <summary>How old the columns are: since the last look began.</summary>
    private TimeSpan AgeAt(long now) =>
        Volatile.Read(ref _followedAt) is var at && at == long.MinValue
            ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(now - at);

    /// <summary>Reads the view under the lock.</summary>
    public T Read<T>(Func<RevenueSnapshot, T> read)
    {
        lock (_gate)
            return read(View());
    }

    /// <summary>
    /// The bytes that this question was answered with since the last look at the ledger, or new ones. Only
    /// computing takes the lock, and that is reading sums; the bytes are written outside it.
    /// </summary>
    public byte[] Answer<T>(string question, Func<RevenueSnapshot, T> compute)
    {
        if (_answers.TryGetValue(question, out var known) && known.Look == Volatile.Read(ref _look))
            return known.Bytes;
        var (answer, look) = Read(view => (compute(view), _look));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, ContractJson.Options);
        if (_answers.Count > MostAnswers)
            _answers.Clear();
        _answers[question] = (look, bytes);
        return bytes;
    }

    public void Dispose()
    {
        _following.Dispose();
        _source.Dispose();
    }

    private RevenueSnapshot View() =>
        _view ??= new RevenueSnapshot(_accounts, _products, _dimensions, _productCodes)
        {
            KnownAt = _clock.GetUtcNow(),
        };

    // One statement is one snapshot and one round trip: on a busy machine each further trip waits for the processor
    // anew (measured: five of them took 600 ms where one takes 100).
    private async Task ReadAsync(CancellationToken ct)
    {
        var knownAt = _clock.GetUtcNow();
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Fresh, connection) { CommandTimeout = 120 };
        command.Parameters.AddWithValue("horizon", _horizon);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var horizon = reader.GetString(7);

        var rows = await TakeInAsync(reader, ulong.Parse(horizon, CultureInfo.InvariantCulture), ct);
        var month = MonthIndex.Of(_day.Today);
        lock (_gate)
        {
            foreach (var row in rows)
                row.Apply(this);
            if (_accounts.Count > 0)
                _accounts.ExtendTo(month);
            if (_products.Count > 0)
                _products.ExtendTo(month);
            View().KnownAt = knownAt;
            Volatile.Write(ref _look, _look + 1);
        }

        _horizon = horizon;
    }

    /// <summary>
    /// Movements in the order of their numbers, then groups. All of one look are applied at once, so that no
    /// answer shows an account between a reversal and what holds instead; only at the first look, which every question
    /// waits for, they are applied while they are read.
    /// </summary>
    private async Task<List<IRow>> TakeInAsync(NpgsqlDataReader reader, ulong next, CancellationToken ct)
    {
        var loading = Volatile.Read(ref _followedAt) == long.MinValue;
        var stillOpen = new HashSet<long>();
        var rows = new List<IRow>();
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetInt32(0) == GroupPart)
            {
                rows.Add(
                    new GroupRow(
                        reader.GetGuid(2),
                        reader.GetString(4),
                        reader.IsDBNull(9) ? null : reader.GetString(9)
                    )
                );
            }
            else
            {
                var row = new Row(
                    reader.GetInt64(1),
                    reader.GetGuid(2),
                    reader.IsDBNull(3) ? null : reader.GetGuid(3),
                    EnumText.To<MovementKind>(reader.GetString(4)),
                    reader.GetDecimal(5),
                    reader.GetFieldValue<DateOnly>(6),
                    reader.GetBoolean(8),
                    reader.IsDBNull(9) ? "" : reader.GetString(9)
                );
                if (ulong.Parse(reader.GetString(7), CultureInfo.InvariantCulture) >= next)
                    stillOpen.Add(row.Seq);
                if (!_seen.Contains(row.Seq))
                    rows.Add(row);
            }

            if (!loading || rows.Count < Turn)
                continue;
            lock (_gate)
                rows.ForEach(row => row.Apply(this));
            rows.Clear();
        }

        _seen = stillOpen;
        return rows;
    }

    private interface IRow
    {
        void Apply(RevenueReadModel book);
    }

    private sealed record GroupRow(Guid AccountId, string Dimension, string? Value) : IRow
    {
        public void Apply(RevenueReadModel book)
        {
            if (!book._dimensions.TryGetValue(Dimension, out var codes))
                return;
            var unit = book._accounts.UnitOf(new UnitKey(AccountId, null));
            if (unit is { } known)
                book._accounts.Change(known, () => codes.Put(AccountId, Value, known));
            else
                codes.Put(AccountId, Value, unit: null);
        }
    }

    private sealed record Row(
        long Seq,
        Guid AccountId,
        Guid? ProductId,
        MovementKind Kind,
        decimal Delta,
        DateOnly On,
        bool Reversal,
        string ProductCode
    ) : IRow
    {
        public void Apply(RevenueReadModel book)
        {
            var (columns, key) = (
                ProductId is null ? book._accounts : book._products,
                new UnitKey(AccountId, ProductId)
            );
            if (columns.UnitOf(key) is null)
            {
                // The group first: sums that are kept count the row under it.
                var unit = columns.Add(key);
                if (ProductId is { } product)
                    book._productCodes.Put(product, ProductCode, unit);
                else
                    foreach (var dimension in book._dimensions.Values)
                        dimension.Added(unit, AccountId);
            }

            columns.Apply(key, On, Kind, Delta, Reversal);
        }
    }

    private const int GroupPart = 2;

    private const string Fresh = """
        with movements as materialized (
            select seq, account_id, product_id, kind, delta, effective_on, reverses, xid from movement
                where xid >= @horizon::text::xid8),
        groups as materialized (
            select distinct account_id, dimension from account_group where xid >= @horizon::text::xid8)
        select 0 as part, 0::bigint as seq, null::uuid as account_id, null::uuid as product_id, null::text as kind,
            null::numeric as delta, null::date as effective_on,
               pg_snapshot_xmin(pg_current_snapshot())::text as xid, false as reversal, null::text as name
        union all
        select 1, m.seq, m.account_id, m.product_id, m.kind, m.delta, m.effective_on, m.xid::text,
            m.reverses is not null, p.code
        from movements m left join product p on p.id = m.product_id
        union all
        select 2, 0, c.account_id, null, c.dimension, null, null, null, false,
               (select value from account_group g
                   where g.account_id = c.account_id and g.dimension = c.dimension and g.to_at is null
                   order by from_at desc limit 1)
        from groups c
        order by part, seq
        """;
}
