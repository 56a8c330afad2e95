using Platform.ServiceKit.Data;

namespace Platform.Accounts.Erasure;

/// <param name="Status"><c>pending</c> until every service has answered, then <c>complete</c>.</param>
/// <param name="RequestedBy">User id of who asked for it.</param>
/// <param name="RequestedAt">When it was asked for (RFC 3339, UTC).</param>
/// <param name="Services">What each service that has answered did.</param>
/// <param name="Waiting">Services that have not answered yet; none once the erasure is complete.</param>
public sealed record ErasureAnswer(Guid Id, Guid ContactId, string Status, string RequestedBy, DateTimeOffset RequestedAt, IReadOnlyList<ErasedThere> Services, IReadOnlyList<string> Waiting);

/// <param name="Service">The service that erased what it knew of the person.</param>
/// <param name="RowsChanged">Rows that it changed or deleted; 0 where it knew nothing.</param>
public sealed record ErasedThere(string Service, int RowsChanged, DateTimeOffset AnsweredAt);

/// <summary>Who has answered that nothing of the person is left.</summary>
public sealed class ErasureProof(Database database, IConfiguration configuration)
{
    private static readonly string[] DefaultServices = ["accounts", "success-plans", "health-scoring", "renewals", "feedback", "gateway"];

    private readonly string[] _services = configuration.GetSection("Erasure:Services").Get<string[]>() ?? DefaultServices;

    public async Task<ErasureAnswer?> ReadAsync(Guid id, CancellationToken ct)
    {
        var erasure = await database.SingleOrDefaultAsync<Row>("select id, contact_id, requested_by, requested_at from erasure where id = @id", new { id }, ct);
        if (erasure is null) return null;
        var answers = await database.QueryAsync<AnswerRow>("select service, rows_changed, answered_at from erasure_answer where erasure_id = @id order by answered_at", new { id }, ct);
        var waiting = _services.Except(answers.Select(answer => answer.Service), StringComparer.Ordinal).ToArray();
        return new ErasureAnswer(
            erasure.Id, erasure.ContactId, waiting.Length == 0 ? "complete" : "pending", erasure.RequestedBy, erasure.RequestedAt,
            [.. answers.Select(answer => new ErasedThere(answer.Service, answer.RowsChanged, answer.AnsweredAt))], waiting);
    }

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
        public int RowsChanged { get; init; }
        public DateTimeOffset AnsweredAt { get; init; }
    }
}
