using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Erasure;

/// <summary>Who has answered that nothing of the person is left.</summary>
public sealed class ErasureProof(Database database, IOptions<ErasureOptions> options)
{
    public const int Rounds = 2;

    private readonly IReadOnlyList<string> _services = options.Value.Expected;

    public async Task<ErasureResponse?> ReadAsync(Guid id, CancellationToken ct)
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
        return new ErasureResponse(
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
