using System.Data;
using Npgsql;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>All that the scores of some accounts are computed from, as the database has it now.</summary>
public sealed class AccountInputs
{
    public required Guid AccountId { get; init; }
    public required string? Segment { get; init; }
    public required UsageWindow Usage { get; init; }
    public required AccountFacts Facts { get; init; }

    /// <summary>Reads the accounts in one round trip. Inside a transaction it sees what was committed before each statement.</summary>
    public static async Task<IReadOnlyList<AccountInputs>> LoadAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> accountIds, DateOnly asOf, CancellationToken ct)
    {
        var ids = accountIds.ToArray();
        await using var batch = new NpgsqlBatch(connection);
        void Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new() { Value = ids });
            if (sql.Contains("$2", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = asOf });
            if (sql.Contains("$3", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = asOf.AddDays(-UsageWindow.Length) });
            batch.BatchCommands.Add(command);
        }
        foreach (var sql in new[] { CoreFeatures, Accounts, Days, Tickets, Roles, Seats, Answers, Invoices, Loops, Readings }) Add(sql);

        await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.Default, ct);
        var core = new HashSet<int>();
        while (await reader.ReadAsync(ct)) core.Add(reader.GetInt32(0));

        await reader.NextResultAsync(ct);
        var accounts = new Dictionary<Guid, Builder>(ids.Length);
        while (await reader.ReadAsync(ct))
            accounts[reader.GetGuid(0)] = new Builder(reader.IsDBNull(1) ? null : reader.GetString(1), Day(reader, 2), Day(reader, 3), Day(reader, 4));

        await ReadAsync(reader, accounts, (b, r) => b.Days.Add(new UsageDay(
            r.GetFieldValue<DateOnly>(1), r.GetInt32(2), r.GetInt32(3), r.GetInt64(4), r.GetFieldValue<byte[]>(5))), ct);
        await ReadAsync(reader, accounts, (b, r) => b.Tickets.Add(new TicketFact(r.GetFieldValue<DateOnly>(1), Day(r, 2), r.GetBoolean(3))), ct);
        await ReadAsync(reader, accounts, (b, r) => b.Roles.Add(new RoleFact(
            r.GetString(1) == "champion" ? ContactRole.Champion : ContactRole.ExecutiveSponsor, r.GetFieldValue<DateOnly>(2), Day(r, 3))), ct);
        await ReadAsync(reader, accounts, (b, r) => b.Seats.Add(new SeatsFact(r.GetFieldValue<DateOnly>(1), Day(r, 2), r.GetInt32(3))), ct);
        await ReadAsync(reader, accounts, (b, r) => b.Answers.Add(new AnswerFact(
            r.GetString(1) == "nps" ? SurveyKind.Nps : SurveyKind.Csat, r.GetString(2), r.GetFieldValue<DateOnly>(3), r.GetInt32(4))), ct);
        await ReadAsync(reader, accounts, (b, r) => b.Invoices.Add(new InvoiceFact(r.GetFieldValue<DateOnly>(1), Day(r, 2))), ct);
        await ReadAsync(reader, accounts, (b, r) => b.Loops.Add(new LoopFact(r.GetFieldValue<DateOnly>(1), Day(r, 2))), ct);
        await ReadAsync(reader, accounts, (b, r) =>
        {
            if (MeasureCatalogue.TryParse(r.GetString(1), out var measure))
                b.Readings.Add(new ReadingFact(measure, r.GetFieldValue<DateOnly>(2), Day(r, 3), r.GetDecimal(4)));
        }, ct);

        return [.. accounts.Select(a => a.Value.Build(a.Key, asOf, core))];
    }

    private static async Task ReadAsync(NpgsqlDataReader reader, Dictionary<Guid, Builder> accounts, Action<Builder, NpgsqlDataReader> add, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            if (accounts.TryGetValue(reader.GetGuid(0), out var builder)) add(builder, reader);
    }

    private static DateOnly? Day(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    private sealed class Builder(string? segment, DateOnly? customerSince, DateOnly? firstUse, DateOnly? lastUse)
    {
        public List<UsageDay> Days { get; } = [];
        public List<TicketFact> Tickets { get; } = [];
        public List<RoleFact> Roles { get; } = [];
        public List<SeatsFact> Seats { get; } = [];
        public List<AnswerFact> Answers { get; } = [];
        public List<InvoiceFact> Invoices { get; } = [];
        public List<LoopFact> Loops { get; } = [];
        public List<ReadingFact> Readings { get; } = [];

        public AccountInputs Build(Guid id, DateOnly asOf, HashSet<int> core) => new()
        {
            AccountId = id,
            Segment = segment,
            Usage = new UsageWindow(asOf, Days, firstUse, lastUse, core),
            Facts = new AccountFacts
            {
                CustomerSince = customerSince,
                Tickets = Tickets,
                Roles = Roles,
                Seats = Seats,
                Answers = Answers,
                Invoices = Invoices,
                Loops = Loops,
                Readings = Readings,
            },
        };
    }

    private const string CoreFeatures = "select number from feature where core and $1::uuid[] is not null";

    private const string Accounts = """
        select a.account_id, a.segment, coalesce(a.customer_since, a.paid_since),
            (select day from usage_day d where d.account_id = a.account_id and d.day <= $2 order by day limit 1),
            (select day from usage_day d where d.account_id = a.account_id and d.day <= $2 order by day desc limit 1)
        from account a where a.account_id = any($1)
        """;

    private const string Days = """
        select account_id, day, active_users, sessions, events, activity
        from usage_day where account_id = any($1) and day > $3 and day <= $2
        """;

    private const string Tickets = """
        select account_id, opened_on, resolved_on, urgent from ticket where account_id = any($1)
        """;

    private const string Roles = "select account_id, role, from_day, until_day from contact_role where account_id = any($1)";

    private const string Seats = """
        select account_id, from_day, lead(from_day) over (partition by account_id order by from_day), seats
        from paid_seats where account_id = any($1)
        """;

    private const string Answers = "select account_id, kind, respondent, answered_on, score from survey_answer where account_id = any($1) and answered_on > $2::date - 400";

    private const string Invoices = "select account_id, due_on, paid_on from invoice where account_id = any($1)";

    private const string Loops = "select account_id, due_from, closed_on from feedback_loop where account_id = any($1) and due_from is not null";

    private const string Readings = "select account_id, measure, from_day, until_day, value from reading where account_id = any($1)";
}
