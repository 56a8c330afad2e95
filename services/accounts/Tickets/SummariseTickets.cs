using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Tickets;

/// <summary>An account's tickets in figures: severity, waits and trend.</summary>
public static class SummariseTickets
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/tickets/summary", HandleAsync).WithName(nameof(SummariseTickets));

    private static async Task<Results<Ok<TicketSummary>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select 1 from account where id = @id)", new { id }, ct))
            return AccountProblems.NotFound(id).ToResult();
        return TypedResults.Ok(await ReadAsync(database, id, clock.GetUtcNow(), ct));
    }

    internal static async Task<TicketSummary> ReadAsync(
        Database database,
        Guid id,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var row = (await database.SingleOrDefaultAsync<Row>(Read, new { id, Now = now }, ct))!;
        var bySeverity = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["low"] = row.Low,
            ["medium"] = row.Medium,
            ["high"] = row.High,
            ["urgent"] = row.Urgent,
        };
        return new TicketSummary(
            bySeverity,
            bySeverity.Values.Sum(),
            row.Escalated,
            Rounded(row.LongestWait),
            Rounded(row.MedianResponse),
            row.Opened,
            row.Before,
            row.Before == 0 ? null : Math.Round((row.Opened - row.Before) / (double)row.Before, 4)
        );
    }

    private static double? Rounded(double? hours) => hours is { } value ? Math.Round(value, 2) : null;

    private sealed class Row
    {
        public int Low { get; init; }
        public int Medium { get; init; }
        public int High { get; init; }
        public int Urgent { get; init; }
        public int Escalated { get; init; }
        public double? LongestWait { get; init; }
        public double? MedianResponse { get; init; }
        public int Opened { get; init; }
        public int Before { get; init; }
    }

    private const string Read = """
        select (count(*) filter (where resolved_at is null and severity = 'low'))::int as low,
            (count(*) filter (where resolved_at is null and severity = 'medium'))::int as medium,
               (count(*) filter (where resolved_at is null and severity = 'high'))::int as high,
                   (count(*) filter (where resolved_at is null and severity = 'urgent'))::int as urgent,
               (count(*) filter (where resolved_at is null and escalated))::int as escalated,
               (extract(epoch from @Now - min(opened_at) filter (where resolved_at is null
                   and first_response_at is null)) / 3600)::float8 as longest_wait,
               (percentile_cont(0.5) within group (order by extract(epoch from first_response_at - opened_at) / 3600)
                   filter (where first_response_at is not null
                       and opened_at > @Now - interval '28 days'))::float8 as median_response,
               (count(*) filter (where opened_at > @Now - interval '28 days' and opened_at <= @Now))::int as opened,
               (count(*) filter (where opened_at > @Now - interval '56 days'
                   and opened_at <= @Now - interval '28 days'))::int as before
        from ticket where account_id = @id
        """;
}
