using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Loops;

/// <param name="Overdue">Only loops with a step past due, or only those without.</param>
public sealed record ListLoopsQuery(Guid? AccountId, string? Status, string? Owner, string? Reason, bool? Overdue);

public static class ListLoops
{
    public static void Map(IEndpointRouteBuilder loops) =>
        loops
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListLoops))
            .WithDescription("Loops over unhappy answers, the most urgent first.");

    private static async Task<Ok<Page<LoopResponse>>> HandleAsync(
        [AsParameters] ListLoopsQuery query,
        PageRequest page,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (after, now) = (Cursor.Read<Position>(page.Cursor)?.Id, clock.GetUtcNow());
        var rows = await database.QueryAsync<LoopRow>(
            $"{LoopRow.Select} {Filter}",
            new
            {
                query.AccountId,
                query.Status,
                query.Owner,
                query.Reason,
                query.Overdue,
                after,
                now,
                Limit = page.Limit + 1,
            },
            ct
        );
        var steps = (await LoopStepRow.OfAsync(database, [.. rows.Select(r => r.Id)], ct)).ToLookup(s => s.LoopId);
        return TypedResults.Ok(
            Page<LoopResponse>.From(rows, page.Limit, r => r.ToResponse(steps[r.Id], now), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where (@accountId::uuid is null or l.account_id = @accountId) and (@status::text is null or l.status = @status)
          and (@owner::text is null or l.owner = @owner) and (@reason::text is null or l.reason = @reason)
          and (@overdue::boolean is null or @overdue = exists (select from loop_step s
              where s.loop_id = l.id and s.done_at is null and s.due_at < @now))
          and (@after::uuid is null or l.id > @after)
        order by l.id limit @Limit
        """;
}
