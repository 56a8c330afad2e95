using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Erasure;

/// <param name="ContactId">The person; where a merged duplicate was named, the contact that it was merged into.</param>
/// <param name="Status">
/// <c>pending</c> until every service has answered and, once all had, has searched again; then <c>complete</c>, or
/// <c>incomplete</c> where a
/// service still finds the person.
/// </param>
/// <param name="RequestedBy">User id of who asked for it.</param>
/// <param name="RequestedAt">When it was asked for (RFC 3339, UTC).</param>
/// <param name="Services">What each service that has answered did.</param>
/// <param name="Waiting">Services that have not answered yet, or not yet searched again; none once the erasure is
/// complete.</param>
public sealed record ErasureAnswer(
    Guid Id,
    Guid ContactId,
    string Status,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    IReadOnlyList<ErasedThere> Services,
    IReadOnlyList<string> Waiting
);

/// <param name="Service">The service that erased what it knew of the person.</param>
/// <param name="RowsChanged">Rows that it changed or deleted; 0 where it knew nothing.</param>
/// <param name="Found">Columns in which texts named the person, and in how many rows; they no longer do.</param>
/// <param name="Left">Columns in which the last search still found the person; empty in a proof.</param>
/// <param name="Searches">How often it has searched: twice in a proof, the second time after all others were
/// done.</param>
public sealed record ErasedThere(
    string Service,
    int RowsChanged,
    DateTimeOffset AnsweredAt,
    IReadOnlyList<ErasedColumn> Found,
    IReadOnlyList<ErasedColumn> Left,
    int Searches
);

/// <summary>Who has answered that nothing of the person is left.</summary>
public sealed class ErasureProof(Database database, IConfiguration configuration)
{
    public const int Rounds = 2;
    private static readonly string[] DefaultServices =
    [
        "accounts",
        "success-plans",
        "health-scoring",
        "renewals",
        "feedback",
        "gateway",
    ];

    private readonly string[] _services = configuration.GetSection("Erasure:Services").Get<string[]>()
        ?? DefaultServices;

    public async Task<ErasureAnswer?> ReadAsync(Guid id, CancellationToken ct)
    {
        var erasure = await database.SingleOrDefaultAsync<Row>(
            "select id, contact_id, requested_by, requested_at from erasure where id = @id",
            new { id },
            ct
        );
        if (erasure is null)
            return null;
        var answers = await database.QueryAsync<AnswerRow>(Answers, new { id }, ct);
        var services = answers.GroupBy(answer => answer.Service, StringComparer.Ordinal).Select(Summed).ToList();
        var waiting = _services
            .Except(
                services.Where(service => service.Searches >= Rounds).Select(service => service.Service),
                StringComparer.Ordinal
            )
            .ToArray();
        var status =
            waiting.Length > 0 ? "pending"
            : services.Exists(service => service.Left.Count > 0) ? "incomplete"
            : "complete";
        return new ErasureAnswer(
            erasure.Id,
            erasure.ContactId,
            status,
            erasure.RequestedBy,
            erasure.RequestedAt,
            services,
            waiting
        );
    }

    public Task RecordAsync(UnitOfWork work, ContactErased answer, DateTimeOffset at) =>
        work.ExecuteAsync(
            Insert,
            new
            {
                answer.ErasureId,
                answer.Service,
                answer.Round,
                answer.RowsChanged,
                at,
                Found = JsonSerializer.Serialize(answer.Found ?? [], ContractJson.Options),
                Left = JsonSerializer.Serialize(answer.Left ?? [], ContractJson.Options),
            }
        );

    /// <summary>Has every service answered in this round? Call it with the erasure's row locked.</summary>
    public async Task<bool> IsAnsweredAsync(UnitOfWork work, Guid erasureId, int round) =>
        _services
            .Except(
                await work.QueryAsync<string>(
                    "select service from erasure_answer where erasure_id = @erasureId and round = @round",
                    new { erasureId, round }
                ),
                StringComparer.Ordinal
            )
            .All(service => round > 1 && service == "accounts");

    private static ErasedThere Summed(IGrouping<string, AnswerRow> answers)
    {
        var last = answers.MaxBy(answer => answer.Round)!;
        var found = answers
            .SelectMany(answer => Columns(answer.Found))
            .GroupBy(column => column.Column, StringComparer.Ordinal);
        return new ErasedThere(
            answers.Key,
            answers.Sum(answer => answer.RowsChanged),
            last.AnsweredAt,
            [.. found.Select(column => new ErasedColumn(column.Key, column.Sum(one => one.Rows)))],
            Columns(last.StillThere),
            last.Round
        );
    }

    private static List<ErasedColumn> Columns(string json) =>
        JsonSerializer.Deserialize<List<ErasedColumn>>(json, ContractJson.Options)!;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid ContactId { get; init; }
        public string RequestedBy { get; init; } = "";
        public DateTimeOffset RequestedAt { get; init; }
    }

    private sealed class AnswerRow
    {
        public string Service { get; init; } = "";
        public int Round { get; init; }
        public int RowsChanged { get; init; }
        public DateTimeOffset AnsweredAt { get; init; }
        public string Found { get; init; } = "[]";
        public string StillThere { get; init; } = "[]";
    }

    private const string Answers = """
        select service, round, rows_changed, answered_at, found::text as found, still_there::text as still_there
        from erasure_answer where erasure_id = @id order by answered_at, round
        """;

    private const string Insert = """
        insert into erasure_answer (erasure_id, service, round, rows_changed, answered_at, found, still_there)
        select @ErasureId, @Service, @Round, @RowsChanged, @at, @Found::jsonb, @Left::jsonb
          where exists (select 1 from erasure where id = @ErasureId)
        on conflict do nothing
        """;
}
