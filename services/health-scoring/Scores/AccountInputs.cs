using System.Data;
using Npgsql;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scores;

/// <summary>All that the scores of some accounts are computed from, as the database has it now.</summary>
public sealed class AccountInputs
{
    public required Guid AccountId { get; init; }
    public required string? Segment { get; init; }
    public required UsageWindow Usage { get; init; }
    public required AccountFacts Facts { get; init; }

    /// <summary>Reads the accounts in one round trip. Inside a transaction it sees what was committed before each
    /// statement.</summary>
    /// <param name="knownThen">Without answers and readings that were told only after the as-of day, of accounts that
    /// were scored here by then.</param>
    public static async Task<IReadOnlyList<AccountInputs>> LoadAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<Guid> accountIds,
        DateOnly asOf,
        CancellationToken ct,
        bool knownThen = false
    )
    {
        var ids = accountIds.ToArray();
        await using var batch = new NpgsqlBatch(connection);
        string KnownThen(string sql, string told) =>
            knownThen
                ? $"{sql} and ({told} < $2::date + 1 or not exists (select from score_history h where h.account_id "
                    + $"= known.account_id and h.as_of <= $2))"
                : sql;
        foreach (
            var sql in new[]
            {
                CoreFeatures,
                Accounts,
                Days,
                knownThen ? SeatsKnownThen : Seats,
                Tickets,
                Roles,
                KnownThen(Answers, "told_at"),
                Invoices,
                Loops,
                KnownThen(Readings, "recorded_at"),
            }
        )
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(sql)
                {
                    Parameters =
                    {
                        new() { Value = ids },
                        new() { Value = asOf },
                        new() { Value = asOf.AddDays(-UsageWindow.Length) },
                    },
                }
            );

        await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.Default, ct);
        var core = new HashSet<int>();
        while (await reader.ReadAsync(ct))
            core.Add(reader.GetInt32(0));

        await reader.NextResultAsync(ct);
        var accounts = new Dictionary<Guid, Builder>(ids.Length);
        while (await reader.ReadAsync(ct))
            accounts[reader.GetGuid(0)] = new Builder(
                reader.IsDBNull(1) ? null : reader.GetString(1),
                Day(reader, 2),
                Day(reader, 3),
                Day(reader, 4)
            );

        await ReadAsync(
            reader,
            accounts.GetValueOrDefault,
            (b, r) =>
            {
                if (r.IsDBNull(1))
                    b.Take(PackedWindow.Unpack(r.GetFieldValue<byte[]>(5)), Day(r, 6), Day(r, 7));
                else
                    b.Days.Add(
                        new UsageDay(
                            r.GetFieldValue<DateOnly>(1),
                            r.GetInt32(2),
                            r.GetInt32(3),
                            r.GetInt64(4),
                            r.GetFieldValue<byte[]>(5)
                        )
                    );
            },
            ct
        );
        await ReadAsync(
            reader,
            accounts.GetValueOrDefault,
            (b, r) => b.Seats.Add(new SeatsFact(r.GetFieldValue<DateOnly>(1), Day(r, 2), r.GetInt32(3))),
            ct
        );
        await ReadFactsAsync(reader, accounts.GetValueOrDefault, ct);

        return [.. accounts.Select(a => a.Value.Build(a.Key, asOf, core))];
    }

    /// <summary>The facts besides seats of all accounts with ids between two, both included; only of those that have
    /// some. Going through the book in the order of the tables costs nothing where there is nothing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, AccountFacts>> FactsAsync(
        NpgsqlConnection connection,
        Guid first,
        Guid last,
        DateOnly asOf,
        CancellationToken ct
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { Tickets, Roles, Answers, Invoices, Loops, Readings })
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    sql.Replace("account_id = any($1)", "account_id between $1 and $3", StringComparison.Ordinal)
                )
                {
                    Parameters =
                    {
                        new() { Value = first },
                        new() { Value = asOf },
                        new() { Value = last },
                    },
                }
            );
        var found = new Dictionary<Guid, Builder>();
        await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.Default, ct);
        await ReadFactsAsync(
            reader,
            id => found.TryGetValue(id, out var builder) ? builder : found[id] = new Builder(null, null, null, null),
            ct,
            isFirst: true
        );
        return found.ToDictionary(f => f.Key, f => f.Value.Facts());
    }

    /// <summary>Tickets, roles, answers, invoices, loops and readings, in this order.</summary>
    private static async Task ReadFactsAsync(
        NpgsqlDataReader reader,
        Func<Guid, Builder?> accounts,
        CancellationToken ct,
        bool isFirst = false
    )
    {
        await ReadAsync(
            reader,
            accounts,
            (b, r) => b.Tickets.Add(new TicketFact(r.GetFieldValue<DateOnly>(1), Day(r, 2), r.GetBoolean(3))),
            ct,
            isFirst
        );
        await ReadAsync(
            reader,
            accounts,
            (b, r) =>
                b.Roles.Add(
                    new RoleFact(
                        r.GetString(1) == "champion" ? ContactRole.Champion : ContactRole.ExecutiveSponsor,
                        r.GetFieldValue<DateOnly>(2),
                        Day(r, 3)
                    )
                ),
            ct
        );
        await ReadAsync(
            reader,
            accounts,
            (b, r) =>
                b.Answers.Add(
                    new AnswerFact(
                        r.GetString(1) == "nps" ? SurveyKind.Nps : SurveyKind.Csat,
                        r.GetString(2),
                        r.GetFieldValue<DateOnly>(3),
                        r.GetInt32(4)
                    )
                ),
            ct
        );
        await ReadAsync(
            reader,
            accounts,
            (b, r) => b.Invoices.Add(new InvoiceFact(r.GetFieldValue<DateOnly>(1), Day(r, 2))),
            ct
        );
        await ReadAsync(
            reader,
            accounts,
            (b, r) => b.Loops.Add(new LoopFact(r.GetFieldValue<DateOnly>(1), Day(r, 2))),
            ct
        );
        await ReadAsync(
            reader,
            accounts,
            (b, r) =>
            {
                if (MeasureCatalogue.TryParse(r.GetString(1), out var measure))
                    b.Readings.Add(new ReadingFact(measure, r.GetFieldValue<DateOnly>(2), Day(r, 3), r.GetDecimal(4)));
            },
            ct
        );
    }

    private static async Task ReadAsync(
        NpgsqlDataReader reader,
        Func<Guid, Builder?> accounts,
        Action<Builder, NpgsqlDataReader> add,
        CancellationToken ct,
        bool isFirst = false
    )
    {
        if (!isFirst)
            await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            if (accounts(reader.GetGuid(0)) is { } builder)
                add(builder, reader);
    }

    private static DateOnly? Day(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    private sealed class Builder(string? segment, DateOnly? customerSince, DateOnly? firstUse, DateOnly? lastUse)
    {
        private PackedWindow? _packed;
        private DateOnly? _first = firstUse;
        private DateOnly? _last = lastUse;

        public List<UsageDay> Days { get; } = [];
        public List<TicketFact> Tickets { get; } = [];
        public List<RoleFact> Roles { get; } = [];
        public List<SeatsFact> Seats { get; } = [];
        public List<AnswerFact> Answers { get; } = [];
        public List<InvoiceFact> Invoices { get; } = [];
        public List<LoopFact> Loops { get; } = [];
        public List<ReadingFact> Readings { get; } = [];

        /// <summary>With the first and last use ever of the same moment.</summary>
        public void Take(PackedWindow packed, DateOnly? first, DateOnly? last) =>
            (_packed, _first, _last) = (packed, first, last);

        public AccountFacts Facts() =>
            new()
            {
                CustomerSince = customerSince,
                Tickets = Tickets,
                Roles = Roles,
                Seats = Seats,
                Answers = Answers,
                Invoices = Invoices,
                Loops = Loops,
                Readings = Readings,
            };

        public AccountInputs Build(Guid id, DateOnly asOf, HashSet<int> core) =>
            new()
            {
                AccountId = id,
                Segment = segment,
                Usage = new UsageWindow(
                    asOf,
                    Days,
                    _first ?? (Days.Count > 0 ? Days.Min(d => d.Day) : null),
                    Days.Count > 0 ? Days.Max(d => d.Day) : _last,
                    core
                )
                {
                    Packed = _packed,
                },
                Facts = Facts(),
            };
    }

    private const string CoreFeatures = "select number from feature where core";

    /// <summary>First and last use as the packed window has them, and else from the days; days after the window are
    /// looked at where they are read.</summary>
    private const string Accounts = """
        select a.account_id, a.segment, coalesce(a.customer_since, a.paid_since),
            coalesce(w.first_day, (select day from usage_day d where d.account_id = a.account_id and d.day <= $2
                order by day limit 1)),
            coalesce(w.last_day, (select day from usage_day d where d.account_id = a.account_id and d.day <= $2
                order by day desc limit 1))
        from account a left join usage_window w on w.account_id = a.account_id and w.through_day <= $2
        where a.account_id = any($1)
        """;

    /// <summary>In one statement, so that a window and the days after it are of one moment.</summary>
    private const string Days = """
        select w.account_id, null::date, 0, 0, 0::bigint, w.body, w.first_day, w.last_day from usage_window w
            where w.account_id = any($1) and w.through_day <= $2
        union all
        select a.account_id, d.day, d.active_users, d.sessions, d.events, d.activity, null, null
        from account a left join usage_window w on w.account_id = a.account_id and w.through_day <= $2
        cross join lateral (
            select * from usage_day u where u.account_id = a.account_id and u.day > greatest(w.through_day, $3::date)
                and u.day <= $2 offset 0) d
        where a.account_id = any($1)
        """;

    private const string Tickets = """
        select account_id, opened_on, resolved_on, urgent from ticket where account_id = any($1)
        """;

    private const string Roles =
        "select account_id, role, from_day, until_day from contact_role where account_id = any($1)";

    private const string Seats = """
        select account_id, from_day, lead(from_day) over (partition by account_id order by from_day), seats
        from paid_seats where account_id = any($1) and superseded_at is null
        """;

    // Where the account was scored here by then: what was known at the end of the day, else what is known now.
    private const string SeatsKnownThen = """
        select account_id, from_day, lead(from_day) over (partition by account_id order by from_day), seats
        from paid_seats p where account_id = any($1)
          and case when exists (select from score_history h where h.account_id = p.account_id and h.as_of <= $2)
              then told_at < $2::date + 1 and (superseded_at is null or superseded_at >= $2::date + 1)
              else superseded_at is null end
        """;

    private const string Answers =
        "select account_id, kind, respondent, answered_on, score from survey_answer known where account_id = "
        + "any($1) and answered_on > $2::date - 400";

    private const string Invoices = "select account_id, due_on, paid_on from invoice where account_id = any($1)";

    private const string Loops =
        "select account_id, due_from, closed_on from feedback_loop where account_id = any($1) and due_from is not null";

    private const string Readings =
        "select account_id, measure, from_day, until_day, value from reading known where account_id = any($1)";
}
